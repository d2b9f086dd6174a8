/**
 * A colour for each class, the same in every session: hues spread by the golden angle so that neighbours in the list
 * differ most. Light enough to stand out on dark pictures; an outline of the opposite tone makes them hold on light ones.
 */

export interface ClassColor {
  readonly line: string;
  /** What is written on the line's colour: contrast at least 4.5 to 1. */
  readonly ink: string;
}

const goldenAngle = 137.508;

/** Every colour has this lightness (OKLCH), at which black text has a contrast of 9 to 1 or more. */
const lightness = 0.8;
const chroma = 0.15;

export function classColor(classIndex: number): ClassColor {
  const hue = (classIndex * goldenAngle + 25) % 360;
  return { line: `oklch(${lightness} ${chroma} ${hue.toFixed(1)})`, ink: '#0b0d10' };
}
