import { present } from '#base/assert.ts';
import type { ShapeInference } from '../layer-definition.ts';
import type { Shape } from '../shape.ts';

/** The shape that a layer with exactly one input reads. */
export function onlyInput(inputs: readonly Shape[]): Shape {
  return present(inputs[0], 'a layer with one input is asked with one input');
}

/** The size of the last axis: channels of a feature map, units of a vector. */
export function channelsOf(inputs: readonly Shape[]): number {
  return present(onlyInput(inputs).at(-1), 'a shape has at least one axis');
}

/** Infers from a feature map `[height, width, channels]`; any other rank is a fault. */
export function fromFeatureMap(
  inputs: readonly Shape[],
  infer: (height: number, width: number, channels: number) => ShapeInference,
): ShapeInference {
  const input = onlyInput(inputs);
  const [height, width, channels] = input;
  if (input.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    return { ok: false, fault: { kind: 'rank', expected: 3, input } };
  }
  return infer(height, width, channels);
}
