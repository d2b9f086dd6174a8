import type { Box } from '#vision/box.ts';
import type { Detection } from '#vision/detection.ts';
import { CANDIDATE_FLOOR, CANDIDATE_LIMIT } from '../../kernels/top-candidates/top-candidates.ts';

/** The places that a head looks at, each a candidate at most. */
export interface Places {
  readonly count: number;
  /** 0..1. */
  scoreAt(place: number): number;
  classAt(place: number): number;
  /** In pixels of the input. */
  boxAt(place: number): Box;
}

/** The candidates by falling score, of equal ones the earlier first: what `topCandidates` gives on the GPU. */
export function bestPlaces({ count, scoreAt, classAt, boxAt }: Places): readonly Detection[] {
  const found: { readonly place: number; readonly score: number }[] = [];
  for (let place = 0; place < count; place++) {
    const score = scoreAt(place);
    if (score >= CANDIDATE_FLOOR) found.push({ place, score });
  }
  found.sort((a, b) => b.score - a.score || a.place - b.place);
  return found
    .slice(0, CANDIDATE_LIMIT)
    .map(({ place, score }) => ({ box: boxAt(place), score, classIndex: classAt(place) }));
}
