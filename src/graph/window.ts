/**
 * The arithmetic of sliding windows, shared by convolutions and pooling: how many places a window of `kernel` pixels
 * takes along an axis of `size` pixels. TensorFlow's rules (`SAME` pads as evenly as it can, `VALID` not at all).
 */
import type { Padding, Pair } from './config-schemas.ts';
import type { ShapeInference } from './layer-definition.ts';
import { fromFeatureMap } from './layer-forms/only-input.ts';
import type { Shape } from './shape.ts';

export interface WindowConfig {
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilationRate?: Pair;
}

/** The output `[height, width, channels]` of a window sliding over one input `[height, width, inputChannels]`. */
export function windowOutput(
  inputs: readonly Shape[],
  config: WindowConfig,
  channels: (inputChannels: number) => number,
): ShapeInference {
  const { kernelSize, strides, padding, dilationRate = [1, 1] } = config;
  return fromFeatureMap(inputs, (height, width, inputChannels) => {
    if (Math.max(...strides) > 1 && Math.max(...dilationRate) > 1) {
      return { ok: false, fault: { kind: 'strides-with-dilation', input: [height, width, inputChannels] } };
    }
    const reach = [(kernelSize[0] - 1) * dilationRate[0] + 1, (kernelSize[1] - 1) * dilationRate[1] + 1] as const;
    if (padding === 'same') {
      return {
        ok: true,
        output: [Math.ceil(height / strides[0]), Math.ceil(width / strides[1]), channels(inputChannels)],
      };
    }
    if (height < reach[0]) return tooSmall('height', height, reach[0]);
    if (width < reach[1]) return tooSmall('width', width, reach[1]);
    const rows = Math.floor((height - reach[0]) / strides[0]) + 1;
    const columns = Math.floor((width - reach[1]) / strides[1]) + 1;
    return { ok: true, output: [rows, columns, channels(inputChannels)] };
  });
}

export interface TransposedConfig {
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly outputPadding: Pair | null;
  readonly dilationRate: Pair;
}

/**
 * How far a transposed convolution's output reaches along an axis of `size`; null where no convolution with these strides
 * leads back from there. Keras: `_get_output_shape_given_tf_padding`.
 */
export function transposedSize(size: number, axis: 0 | 1, config: TransposedConfig): number | null {
  const stride = config.strides[axis];
  const kernel = (config.kernelSize[axis] - 1) * config.dilationRate[axis] + 1;
  const added = config.outputPadding?.[axis];
  if (config.padding === 'valid') {
    const padding = added ?? Math.max(kernel, stride) - kernel;
    return padding < stride || added === undefined ? (size - 1) * stride + kernel + padding : null;
  }
  if (added === undefined) return size * stride;
  const beyond = (kernel % 2) + added;
  return beyond >= 1 && beyond <= stride ? (size - 1) * stride + beyond : null;
}

export function tooSmall(axis: 'height' | 'width', size: number, needed: number): ShapeInference {
  return { ok: false, fault: { kind: 'too-small', axis, size, needed, missing: needed - size } };
}
