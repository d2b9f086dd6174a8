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

export function tooSmall(axis: 'height' | 'width', size: number, needed: number): ShapeInference {
  return { ok: false, fault: { kind: 'too-small', axis, size, needed, missing: needed - size } };
}
