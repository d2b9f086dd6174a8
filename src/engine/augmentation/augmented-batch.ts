import type { AugmentationLayer } from '#data/augmentation/augmentation-layer.ts';
import type { Occasion } from '#data/augmentation/draw.ts';
import type { Pass } from '#data/augmentation/pass.ts';
import { planPasses } from '#data/augmentation/plan-passes.ts';
import type { CallContext } from '../build/operation-layer.ts';
import type { Batch, SampleSource } from '../training/sample-source.ts';
import { runPasses } from './run-passes.ts';

export interface AugmentedBatch extends Batch {
  /** What goes along through the network, so that it leaves out what is done already. */
  readonly context: CallContext;
}

export interface BatchRequest {
  /** The network's `lifted` layers. */
  readonly lifted: readonly AugmentationLayer[];
  readonly seed: number;
  readonly epoch: number;
}

const planned = new WeakMap<readonly AugmentationLayer[], Map<string, readonly Pass[]>>();

/** The same passes for the same layers: planned once for each size. */
export function passesFor(
  layers: readonly AugmentationLayer[],
  [height, width]: readonly [number, number],
): readonly Pass[] {
  const bySize = planned.get(layers) ?? new Map<string, readonly Pass[]>();
  planned.set(layers, bySize);
  const key = `${height} ${width}`;
  const passes = bySize.get(key) ?? planPasses(layers, { height, width });
  bySize.set(key, passes);
  return passes;
}

/** A batch as training sees it: augmented by the layers behind the Input, ready for what follows them. Inside `tf.tidy`. */
export function augmentedBatch(
  samples: SampleSource,
  indices: Uint32Array,
  { lifted, seed, epoch }: BatchRequest,
): AugmentedBatch {
  const occasions = Array.from(indices, (sample): Occasion => ({ seed, epoch, sample }));
  if (lifted.length === 0) return { ...samples.batch(indices), context: { occasions } };
  const { pixels, rows } = samples.pixelsAt(indices);
  const passes = passesFor(lifted, [pixels.shape[1], pixels.shape[2]]);
  return {
    pixels: runPasses(passes, pixels, occasions, rows),
    labels: samples.labelsAt(indices),
    context: { occasions, done: new Set(lifted.map(({ name }) => name)) },
  };
}
