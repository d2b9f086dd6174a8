/** Where a chart over steps marks the ends of epochs. */

/** The last step of some epochs up to `lastStep`, at most `most` of them, at 1, 2, 5, 10, 20 … epochs' distance. */
export function epochTicks(stepsPerEpoch: number, lastStep: number, most: number): number[] {
  if (!(stepsPerEpoch > 0) || most < 1) return [];
  const epochs = Math.floor(lastStep / stepsPerEpoch);
  const distance = roundDistance(epochs / most);
  return Array.from({ length: Math.floor(epochs / distance) }, (_, tick) => (tick + 1) * distance * stepsPerEpoch);
}

/** The smallest of 1, 2, 5, 10, 20, 50 … that is at least `wanted`. */
function roundDistance(wanted: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) if (digit * power >= wanted) return digit * power;
  }
}
