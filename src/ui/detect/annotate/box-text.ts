import type { Box, Size } from '#vision/box.ts';

/** `dog, 120 by 80 pixels at 10, 20, box 1 of 3`. */
export function boxText({ y1, x1, y2, x2 }: Box, className: string, index: number, count: number): string {
  const [width, height, left, top] = [x2 - x1, y2 - y1, x1, y1].map(Math.round);
  return `${className}, ${width} by ${height} pixels at ${left}, ${top}, box ${index + 1} of ${count}`;
}

/** As shares of the picture. */
export function placeOf({ y1, x1, y2, x2 }: Box, { height, width }: Size) {
  return {
    left: `${(x1 / width) * 100}%`,
    top: `${(y1 / height) * 100}%`,
    width: `${((x2 - x1) / width) * 100}%`,
    height: `${((y2 - y1) / height) * 100}%`,
  };
}
