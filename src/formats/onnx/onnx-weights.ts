/** Weights as ONNX's operations expect them. */
import { product } from '#base/math.ts';

export interface Arranged {
  readonly values: Float32Array;
  readonly dims: readonly number[];
}

/** Reorders the axes of a tensor: axis `perm[i]` of `values` becomes axis `i`. */
export function transpose(values: Float32Array, shape: readonly number[], perm: readonly number[]): Arranged {
  const dims = perm.map((axis) => shape[axis] ?? 1);
  const strides = perm.map((axis) => product(shape.slice(axis + 1)));
  const turned = new Float32Array(values.length);
  const place = new Array<number>(dims.length).fill(0);
  let source = 0;
  for (let target = 0; target < turned.length; target++) {
    turned[target] = values[source] ?? Number.NaN;
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      const next = (place[axis] ?? 0) + 1;
      source += strides[axis] ?? 0;
      if (next < (dims[axis] ?? 1)) {
        place[axis] = next;
        break;
      }
      source -= next * (strides[axis] ?? 0);
      place[axis] = 0;
    }
  }
  return { values: turned, dims };
}

/** `[height, width, inputs, outputs]` → `[outputs, inputs, height, width]`. */
export function convolutionKernel(values: Float32Array, shape: readonly number[]): Arranged {
  return transpose(values, shape, [3, 2, 0, 1]);
}

/** `[height, width, channels, multiplier]` → `[channels * multiplier, 1, height, width]`, one group a channel. */
export function depthwiseKernel(values: Float32Array, shape: readonly number[]): Arranged {
  const [height = 1, width = 1, channels = 1, multiplier = 1] = shape;
  return {
    values: transpose(values, shape, [2, 3, 0, 1]).values,
    dims: [channels * multiplier, 1, height, width],
  };
}

/** PReLU's `[height, width, channels]` → `[channels, height, width]`. */
export function turnedAlpha(values: Float32Array, shape: readonly number[]): Arranged {
  return transpose(values, shape, [2, 0, 1]);
}
