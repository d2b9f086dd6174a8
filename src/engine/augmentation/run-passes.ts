/** Augmentation where the pictures are: by the warp kernel on WebGPU, by its reference on the processor elsewhere. */
import * as tf from '@tensorflow/tfjs';
import { augmentOnProcessor } from '#data/augmentation/augment.ts';
import type { Occasion } from '#data/augmentation/draw.ts';
import { type Pass, parameterCount, parameters } from '#data/augmentation/pass.ts';
import { ownKernelsServe } from '../kernels/kernel-entry.ts';
import { augmentWarp } from '../kernels/warp/warp.ts';

/**
 * The pictures at `rows` of `source`, `[count, height, width, channels]`, after all passes: `[batch, …]`. `occasions` says
 * for each what it draws. No gradient goes through it. Call inside `tf.tidy`.
 */
export function runPasses(
  passes: readonly Pass[],
  source: tf.Tensor4D,
  occasions: readonly Occasion[],
  rows: ArrayLike<number>,
): tf.Tensor4D {
  if (!ownKernelsServe()) return runOnProcessor(passes, source, occasions, rows);
  let pictures = source;
  let places = rows;
  for (const pass of passes) {
    const values = parameters(pass, occasions, places);
    pictures = augmentWarp(pass, pictures, tf.tensor2d(values, [occasions.length, parameterCount(pass)]));
    places = Uint32Array.from(occasions, (_, index) => index);
  }
  return pictures;
}

function runOnProcessor(
  passes: readonly Pass[],
  source: tf.Tensor4D,
  occasions: readonly Occasion[],
  rows: ArrayLike<number>,
): tf.Tensor4D {
  const [, height, width, channels] = source.shape;
  const gathered = tf.gather(source, tf.tensor1d(Int32Array.from(rows), 'int32'));
  const inOrder = Uint32Array.from(occasions, (_, index) => index);
  const values = augmentOnProcessor(
    passes,
    { height, width, channels, values: gathered.dataSync() },
    occasions,
    inOrder,
  );
  const { output } = passes.at(-1) ?? { output: { height, width } };
  return tf.tensor4d(values, [occasions.length, output.height, output.width, channels]);
}
