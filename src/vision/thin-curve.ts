import type { PrecisionRecallPoint } from './precision-recall.ts';

/**
 * A precision-recall curve with at most `count` of its points (two at least), the first and the last among them, spread
 * evenly over the recall, so that it looks as it did.
 */
export function thinCurve(curve: readonly PrecisionRecallPoint[], count: number): readonly PrecisionRecallPoint[] {
  const last = curve.at(-1);
  if (last === undefined || curve.length <= count) return curve;
  const kept: PrecisionRecallPoint[] = [];
  let cell = -1;
  for (const point of curve) {
    // Many detections share a recall: the first has the best precision, and the next cell has its own.
    const own = last.recall > 0 ? Math.floor((point.recall / last.recall) * (count - 2)) : 0;
    if (own > cell) kept.push(point);
    cell = Math.max(cell, own);
  }
  return kept.at(-1) === last ? kept : [...kept, last];
}
