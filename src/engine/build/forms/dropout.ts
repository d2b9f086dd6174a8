/**
 * Dropout (Srivastava et al. 2014) with a fresh mask each step that follows from seed, layer and step. tfjs's own layer
 * repeats one mask for ever once it is given a seed.
 */
import * as tf from '@tensorflow/tfjs';
import { product } from '#base/math.ts';
import { combineSeeds, mix32 } from '#base/random.ts';
import { dropoutMask as deviceMask } from '../../kernels/dropout/dropout-mask.ts';
import { ownKernelsServe } from '../../kernels/kernel-entry.ts';
import { type LayerCall, type LayerForm, onlyInput } from './layer-form.ts';

/** 0 for the share `rate` of the places, 1/(1-rate) for the others, so that the expected sum stays. */
export function dropoutMask(size: number, rate: number, seed: number): Float32Array {
  const limit = rate * 2 ** 32;
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(size);
  // The loop is `uniformAt` written out: a mask has millions of places.
  for (let place = 0; place < size; place++) {
    mask[place] = mix32((seed + Math.imul(place, 0x9e3779b9)) | 0) < limit ? 0 : kept;
  }
  return mask;
}

function drop(rate: number, call: LayerCall, maskShape: (shape: number[]) => number[]): tf.Tensor {
  const x = onlyInput(call);
  if (!call.training || rate === 0) return x;
  const shape = maskShape(x.shape);
  const seed = combineSeeds(call.seed, call.step);
  const mask = ownKernelsServe()
    ? deviceMask(shape, rate, seed)
    : tf.tensor(dropoutMask(product(shape), rate, seed), shape);
  return tf.mul(x, mask);
}

export const dropout: LayerForm<'Dropout'> = {
  run: ({ rate, noiseShape }, call) =>
    drop(rate, call, (shape) => shape.map((size, axis) => noiseShape?.[axis] ?? size)),
};

/** Drops whole feature maps (Tompson et al. 2015). */
export const spatialDropout2d: LayerForm<'SpatialDropout2D'> = {
  run: ({ rate }, call) => drop(rate, call, ([batch = 1, , , channels = 1]) => [batch, 1, 1, channels]),
};
