/** Keras counts axes with the batch as axis 0; shapes here leave the batch out. */
import type { ShapeInference } from './layer-definition.ts';
import type { Shape } from './shape.ts';

/** The index into `shape` that Keras's `axis` means; null for the batch axis and for one the shape does not have. */
export function resolveAxis(axis: number, shape: Shape): number | null {
  const index = axis < 0 ? shape.length + axis : axis - 1;
  return index >= 0 && index < shape.length ? index : null;
}

/** A layer that works along `axis` and keeps its input's shape. */
export function sameShapeAlong(axis: number, input: Shape): ShapeInference {
  return resolveAxis(axis, input) === null
    ? { ok: false, fault: { kind: 'axis', axis, input } }
    : { ok: true, output: input };
}
