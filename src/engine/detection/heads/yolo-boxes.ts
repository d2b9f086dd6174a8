/**
 * One output `[1, 4 + classes, places]` or its transpose: centre and size in pixels of the input, and class scores,
 * 0..1. What many exports of anchor-free detectors give.
 */
import { fromCentred } from '#vision/box-formats.ts';
import { bestClass } from './best-class.ts';
import { inMemoryOnly } from './in-memory-only.ts';

export const yoloBoxesHead = inMemoryOnly(([output]) => {
  if (!output) throw new Error('This detector gives one output.');
  const { values } = output;
  const [, first = 1, second = 1] = output.shape;
  // There are more places than numbers at a place.
  const isTransposed = first > second;
  const [count, numbers] = isTransposed ? [first, second] : [second, first];
  const step = isTransposed ? 1 : count;
  const startOf = (place: number) => (isTransposed ? place * numbers : place);
  const bestAt = (place: number) => bestClass(values, startOf(place) + 4 * step, step, numbers - 4);
  return {
    count,
    scoreAt: (place) => values[startOf(place) + (4 + bestAt(place)) * step] ?? 0,
    classAt: bestAt,
    boxAt: (place) => {
      const [centerX = 0, centerY = 0, width = 0, height = 0] = [0, 1, 2, 3].map(
        (number) => values[startOf(place) + number * step],
      );
      return fromCentred({ centerY, centerX, height, width });
    },
  };
});
