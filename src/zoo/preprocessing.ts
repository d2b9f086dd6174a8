/**
 * What a network expects of its pixels (Keras: `imagenet_utils.preprocess_input`). Every mode is one multiplication and one
 * addition for each channel; caffe also wants blue first.
 */
import { assert } from '#base/assert.ts';
import type { LayerConfig } from '#graph/layers/index.ts';

/** `none`: the network scales its pixels itself and takes 0..255. */
export const preprocessingModes = ['caffe', 'tf', 'torch', 'none'] as const;
export type PreprocessingMode = (typeof preprocessingModes)[number];

/** ImageNet's mean colour, red first, of 0..255. */
const meanColour = [123.68, 116.779, 103.939];
/** ImageNet's mean and deviation by channel, red first, of 0..1, as PyTorch rounds them. */
const torchMean = [0.485, 0.456, 0.406];
const torchDeviation = [0.229, 0.224, 0.225];

/**
 * The mode as a Rescaling layer in front of the network, red first; null where none is needed. For a mode that
 * `readsBlueFirst`, the network's first kernel must have its input channels reversed (`reverseInputChannels`) when
 * published weights are loaded: together they compute the same, and pictures need not be turned round.
 */
export function preprocessingLayer(mode: PreprocessingMode): LayerConfig<'Rescaling'> | null {
  switch (mode) {
    case 'caffe':
      return { scale: 1, offset: meanColour.map((mean) => -mean) };
    case 'tf':
      return { scale: 1 / 127.5, offset: -1 };
    case 'torch':
      return {
        scale: torchDeviation.map((deviation) => 1 / (255 * deviation)),
        offset: torchMean.map((mean, channel) => -mean / (torchDeviation[channel] ?? 1)),
      };
    case 'none':
      return null;
  }
}

/** Whether published weights of this mode expect blue, green, red. */
export function readsBlueFirst(mode: PreprocessingMode): boolean {
  return mode === 'caffe';
}

/**
 * Pixels as the published weights expect them. `pixels` is `[…, 3]`, red first, 0..255; the result has the same length,
 * blue first in mode caffe.
 */
export function preprocessPixels(pixels: ArrayLike<number>, mode: PreprocessingMode): Float32Array {
  assert(pixels.length % 3 === 0, 'pixels have three channels');
  const { scale, offset } = preprocessingLayer(mode) ?? { scale: 1, offset: 0 };
  const result = new Float32Array(pixels.length);
  for (let at = 0; at < result.length; at++) {
    const channel = at % 3;
    const place = readsBlueFirst(mode) ? at - channel + (2 - channel) : at;
    result[place] = (pixels[at] ?? 0) * factorOf(scale, channel) + factorOf(offset, channel);
  }
  return result;
}

function factorOf(factor: number | readonly number[], channel: number): number {
  return typeof factor === 'number' ? factor : (factor[channel] ?? 0);
}

/**
 * A convolution's kernel `[kernelHeight, kernelWidth, inputChannels, filters]` for pictures whose channels stand in the
 * opposite order.
 */
export function reverseInputChannels(kernel: Float32Array, shape: readonly number[]): Float32Array {
  const [, , channels = 0, filters = 0] = shape;
  assert(shape.length === 4 && kernel.length % (channels * filters) === 0, 'a kernel has the size of its shape');
  const reversed = new Float32Array(kernel.length);
  for (let at = 0; at < kernel.length; at += filters) {
    const channel = (at / filters) % channels;
    reversed.set(kernel.subarray(at, at + filters), at + (channels - 1 - 2 * channel) * filters);
  }
  return reversed;
}
