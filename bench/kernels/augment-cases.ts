/** A batch made ready for a network, by our warp kernel and by stock tfjs operations: gathered, augmented, rescaled. */
import * as tf from '@tensorflow/tfjs';
import type { AugmentationLayer, Sampling } from '../../src/data/augmentation/augmentation-layer.ts';
import type { Occasion } from '../../src/data/augmentation/draw.ts';
import type { Pass } from '../../src/data/augmentation/pass.ts';
import { planPasses } from '../../src/data/augmentation/plan-passes.ts';
import { runPasses } from '../../src/engine/augmentation/run-passes.ts';

export interface AugmentCase {
  readonly name: string;
  readonly batch: number;
  /** `[batch, height, width, channels]`, 0..1. */
  stride(): tf.Tensor;
  /** The same, with the three maps multiplied into one beforehand. */
  stockComposed(): tf.Tensor;
  /** The same but for rounding, a map at a time, as layers do. */
  stockByLayer(): tf.Tensor;
}

interface CaseSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly count: number;
  readonly batch: number;
}

const sampling: Sampling = { interpolation: 'bilinear', fillMode: 'reflect', fillValue: 0 };
const moving: readonly AugmentationLayer[] = [
  { name: 'turn', type: 'RandomRotation', config: { factor: [-0.05, 0.05], ...sampling } },
  {
    name: 'shift',
    type: 'RandomTranslation',
    config: { heightFactor: [-0.1, 0.1], widthFactor: [-0.1, 0.1], ...sampling },
  },
  { name: 'zoom', type: 'RandomZoom', config: { heightFactor: [-0.1, 0.1], widthFactor: null, ...sampling } },
];
const recolouring: readonly AugmentationLayer[] = [
  { name: 'contrast', type: 'RandomContrast', config: { factor: [0.2, 0.2], valueRange: [0, 255] } },
  { name: 'light', type: 'RandomBrightness', config: { factor: [-0.1, 0.1], valueRange: [0, 255] } },
];
const rescaling: AugmentationLayer = { name: 'scale', type: 'Rescaling', config: { scale: 1 / 255, offset: 0 } };

/** The numbers that stock operations are given: maps `[batch, 8]`, and one factor and offset for each picture. */
function drawnFor(passes: readonly Pass[], occasions: readonly Occasion[]) {
  const points = passes.flatMap((pass) => pass.points);
  return {
    maps: occasions.flatMap((occasion) => [...(passes[0]?.map(occasion) ?? []), 0, 0]),
    factors: occasions.flatMap((occasion) =>
      points.flatMap((point) => (point.kind === 'contrast' ? [point.factor(occasion)] : [])),
    ),
    deltas: occasions.flatMap((occasion) =>
      points.flatMap((point) => (point.kind === 'brightness' ? [point.delta(occasion)] : [])),
    ),
  };
}

function recoloured(x: tf.Tensor4D, factors: readonly number[], deltas: readonly number[]): tf.Tensor {
  const each = (values: readonly number[]) => tf.tensor4d([...values], [values.length, 1, 1, 1]);
  const mean = tf.mean(x, [1, 2], true);
  const spread = tf.clipByValue(tf.add(tf.mul(tf.sub(x, mean), each(factors)), mean), 0, 255);
  return tf.clipByValue(tf.add(spread, each(deltas)), 0, 255);
}

function augmentCase(name: string, size: CaseSize, isRecoloured: boolean): AugmentCase {
  const { height, width, channels, count, batch } = size;
  const source = tf.keep(tf.randomUniform<tf.Rank.R4>([count, height, width, channels], 0, 255));
  const rows = Uint32Array.from({ length: batch }, (_, place) => (place * 7919) % count);
  const occasions = Array.from(rows, (sample): Occasion => ({ seed: 42, epoch: 3, sample }));
  const photometric = isRecoloured ? recolouring : [];
  // Planned once for a run; drawn for every batch.
  const own = planPasses([...moving, ...photometric, rescaling], size);
  const together = planPasses(moving, size);
  const apart = moving.map((layer) => planPasses([layer], size));
  const colours = planPasses(photometric, size);
  const transformed = (x: tf.Tensor4D, maps: readonly number[]) =>
    tf.image.transform(x, tf.tensor2d([...maps], [batch, 8]), 'bilinear', 'reflect', 0);
  const gathered = () => tf.gather(source, tf.tensor1d(Int32Array.from(rows), 'int32'));
  const finished = (x: tf.Tensor4D) => {
    if (!isRecoloured) return tf.mul(x, 1 / 255);
    const { factors, deltas } = drawnFor(colours, occasions);
    return tf.mul(recoloured(x, factors, deltas), 1 / 255);
  };
  return {
    name,
    batch,
    stride: () => runPasses(own, source, occasions, rows),
    stockComposed: () => finished(transformed(gathered(), drawnFor(together, occasions).maps)),
    stockByLayer: () =>
      finished(apart.reduce((x: tf.Tensor4D, passes) => transformed(x, drawnFor(passes, occasions).maps), gathered())),
  };
}

export const augmentCases: readonly (() => AugmentCase)[] = [
  () => augmentCase('digits', { height: 28, width: 28, channels: 1, count: 2000, batch: 50 }, false),
  () => augmentCase('digits, recoloured', { height: 28, width: 28, channels: 1, count: 2000, batch: 50 }, true),
  () => augmentCase('photos', { height: 160, width: 160, channels: 3, count: 64, batch: 32 }, false),
  () => augmentCase('photos, recoloured', { height: 160, width: 160, channels: 3, count: 64, batch: 32 }, true),
];
