/**
 * The random draws of augmentation: every number follows from seed, layer, epoch and sample alone, so a run repeats
 * exactly whatever the order and size of its batches.
 */
import { combineSeeds, fnv1a, uniformAt } from '#base/random.ts';
import type { Range } from './augmentation-layer.ts';

/** Which augmentation of which sample. */
export interface Occasion {
  /** The document's. */
  readonly seed: number;
  readonly epoch: number;
  /** Index into the data set. */
  readonly sample: number;
}

/** The uniform draws in [0, 1) that one layer makes for one picture, by their place. */
export type Draw = (place: number) => number;

export function drawOf(layerName: string, { seed, epoch, sample }: Occasion): Draw {
  const stream = combineSeeds(combineSeeds(seed, fnv1a(layerName)), epoch, sample);
  return (place) => uniformAt(stream, place);
}

/** The number of a range that a draw stands for. */
export function within([lower, upper]: Range, draw: number): number {
  return lower + (upper - lower) * draw;
}
