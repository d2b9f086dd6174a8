/** What each candidate is at a step of greedy suppression. */
import type { Suppression } from '#vision/nms.ts';

export type CandidateFate =
  /** The score threshold ruled it out. */
  | 'below'
  /** Kept by an earlier decision. */
  | 'kept'
  /** Kept by the decision that is looked at. */
  | 'keeping'
  /** Suppressed by an earlier decision. */
  | 'gone'
  /** Suppressed by the decision that is looked at. */
  | 'going'
  /** Its score was lowered by the decision that is looked at. */
  | 'lowered'
  | 'waiting';

/** The fate of every candidate after so many decisions; 0 is before the first. */
export function fatesAt(
  count: number,
  { decisions, belowThreshold }: Suppression,
  step: number,
): readonly CandidateFate[] {
  const fates = new Array<CandidateFate>(count).fill('waiting');
  for (const index of belowThreshold) fates[index] = 'below';
  for (const [index, { kept, effects }] of decisions.slice(0, step).entries()) {
    const isLatest = index === step - 1;
    fates[kept] = isLatest ? 'keeping' : 'kept';
    for (const effect of effects) {
      if (effect.isSuppressed) fates[effect.index] = isLatest ? 'going' : 'gone';
      else if (isLatest) fates[effect.index] = 'lowered';
    }
  }
  return fates;
}

/** How many scores lie in each of so many equal parts of 0..1. */
export function scoreHistogram(scores: readonly number[], bins: number): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const score of scores) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(score * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
