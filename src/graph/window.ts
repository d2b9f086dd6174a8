/**
 * The arithmetic of sliding windows, shared by convolutions and pooling: how many places a window of `kernel` pixels
 * takes along an axis of `size` pixels. TensorFlow's rules (`SAME` pads as evenly as it can, `VALID` not at all).
 */
import type { Padding } from './config-schemas.ts';
import type { ShapeInference } from './layer-definition.ts';
import type { Shape } from './shape.ts';

export interface WindowConfig {
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: Padding;
  readonly dilationRate?: readonly [number, number];
}

const axes = ['height', 'width'] as const;

/** The output `[height, width, channels]` of a window sliding over `input` `[height, width, channels]`. */
export function convolutionOutput(input: Shape | undefined, config: WindowConfig, channels: number): ShapeInference {
  if (input?.length !== 3) return { ok: false, fault: { kind: 'rank', expected: 3, input: input ?? [] } };
  const output: number[] = [];
  for (const [index, axis] of axes.entries()) {
    const size = input[index] as number;
    const stride = config.strides[index] as number;
    const reach = ((config.kernelSize[index] as number) - 1) * (config.dilationRate?.[index] ?? 1) + 1;
    if (config.padding === 'valid' && size < reach) {
      return { ok: false, fault: { kind: 'too-small', axis, size, needed: reach, missing: reach - size } };
    }
    output.push(config.padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - reach) / stride) + 1);
  }
  return { ok: true, output: [...output, channels] };
}
