/** Augmentation where the pictures are: by the warp kernel on WebGPU, by its reference on the processor elsewhere. */
import * as tf from '@tensorflow/tfjs';
import { augmentOnProcessor } from '#data/augmentation/augment.ts';
import type { Occasion } from '#data/augmentation/draw.ts';
import { type Pass, parameterCount, parameters } from '#data/augmentation/pass.ts';
import { ownKernelsServe } from '../kernels/kernel-entry.ts';
import { augmentWarp } from '../kernels/warp/warp.ts';
import { type DevicePixels, gatherPixels } from '../training/device-pixels.ts';

/**
 * The pictures at `rows` of `source`, after all passes: float32 `[batch, height, width, channels]`. `occasions` says
 * for each what it draws. No gradient goes through it. Call inside `tf.tidy`.
 */
export function runPasses(
  passes: readonly Pass[],
  source: DevicePixels,
  occasions: readonly Occasion[],
  rows: ArrayLike<number>,
): tf.Tensor4D {
  if (!ownKernelsServe()) return runOnProcessor(passes, source, occasions, rows);
  const [first, ...others] = passes;
  if (first === undefined) return gatherPixels(source, rows);
  let pictures = warped(first, source, occasions, rows);
  const inOrder = Uint32Array.from(occasions, (_, index) => index);
  for (const pass of others) pictures = warped(pass, pictures, occasions, inOrder);
  return pictures;
}

function warped(
  pass: Pass,
  source: DevicePixels,
  occasions: readonly Occasion[],
  rows: ArrayLike<number>,
): tf.Tensor4D {
  const values = parameters(pass, occasions, rows);
  return augmentWarp(pass, source, tf.tensor2d(values, [occasions.length, parameterCount(pass)]));
}

function runOnProcessor(
  passes: readonly Pass[],
  source: DevicePixels,
  occasions: readonly Occasion[],
  rows: ArrayLike<number>,
): tf.Tensor4D {
  const [, height, width, channels] = source.shape;
  const gathered = gatherPixels(source, rows);
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
