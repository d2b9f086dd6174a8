/**
 * Resizing pictures and feature maps with pixels' centres aligned as Keras does (`tf.image.resize`). tfjs's own layers
 * align corners, and its gradients ignore centres; resizing is linear along each axis, so the gradient here is two
 * matrix products.
 */
import * as tf from '@tensorflow/tfjs';
import { croppedWindow, rimFor } from '#data/augmentation/aspect-ratio.ts';
import { type ResizeMethod, resizeMatrix } from '#graph/resize-weights.ts';
import { withGradient } from '../with-gradient.ts';
import type { LayerForm } from './layer-form.ts';
import { featureMap } from './layer-form.ts';

/** The product of `matrix`, or of it transposed, with `x` `[batch, height, width, channels]` along its height. */
function alongHeight(x: tf.Tensor4D, matrix: tf.Tensor2D, isTransposed: boolean): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const rows = tf.reshape(tf.transpose(x, [1, 0, 2, 3]), [height, batch * width * channels]);
  const product = tf.matMul(matrix, rows as tf.Tensor2D, isTransposed, false);
  return tf.transpose(tf.reshape(product, [-1, batch, width, channels]), [1, 0, 2, 3]) as tf.Tensor4D;
}

function alongBoth(x: tf.Tensor4D, down: tf.Tensor2D, right: tf.Tensor2D, isTransposed: boolean): tf.Tensor4D {
  const turned = tf.transpose(alongHeight(x, down, isTransposed), [0, 2, 1, 3]) as tf.Tensor4D;
  return tf.transpose(alongHeight(turned, right, isTransposed), [0, 2, 1, 3]) as tf.Tensor4D;
}

/** Resizes `[batch, height, width, channels]` to `size`, `[height, width]`. */
function resize(x: tf.Tensor4D, size: readonly [number, number], method: ResizeMethod): tf.Tensor4D {
  const [, height, width] = x.shape;
  const [newHeight, newWidth] = size;
  const target: [number, number] = [newHeight, newWidth];
  const down = () => tf.tensor2d(resizeMatrix(height, newHeight, method), [newHeight, height]);
  const right = () => tf.tensor2d(resizeMatrix(width, newWidth, method), [newWidth, width]);
  const resized = () => {
    if (method === 'bilinear') return tf.image.resizeBilinear(x, target, false, true);
    if (method === 'nearest') return tf.image.resizeNearestNeighbor(x, target, false, true);
    return alongBoth(x, down(), right(), false);
  };
  return withGradient([x], () => ({
    value: resized(),
    gradient: (dy) => [alongBoth(dy as tf.Tensor4D, down(), right(), true)],
  })) as tf.Tensor4D;
}

/** The middle part of `[batch, height, width, channels]` that has the proportions of `target`, `[height, width]`. */
function croppedTo(x: tf.Tensor4D, target: readonly [number, number]): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const { top, left, rows, columns } = croppedWindow(height, width, target);
  if (rows === height && columns === width) return x;
  return tf.slice(x, [0, top, left, 0], [batch, rows, columns, channels]);
}

/** The picture with as wide a rim as gives it the proportions of `target`. Keras: both sides are rounded down. */
function paddedTo(x: tf.Tensor4D, target: readonly [number, number], fillValue: number): tf.Tensor4D {
  const { down, right } = rimFor(x.shape[1], x.shape[2], target);
  if (down === 0 && right === 0) return x;
  return tf.pad(
    x,
    [
      [0, 0],
      [down, down],
      [right, right],
      [0, 0],
    ],
    fillValue,
  );
}

export const resizing: LayerForm<'Resizing'> = {
  run: ({ height, width, interpolation, cropToAspectRatio, padToAspectRatio, fillValue }, call) => {
    const x = featureMap(call);
    const target = [height, width] as const;
    if (cropToAspectRatio) return resize(croppedTo(x, target), target, interpolation);
    return resize(padToAspectRatio ? paddedTo(x, target, fillValue) : x, target, interpolation);
  },
};

/** Keras's `smart_resize`: the largest middle part of the wanted proportions, scaled to the size. */
export function smartResize(x: tf.Tensor4D, target: readonly [number, number]): tf.Tensor4D {
  return resize(croppedTo(x, target), target, 'bilinear');
}

export const upSampling2d: LayerForm<'UpSampling2D'> = {
  run: ({ size, interpolation }, call) => {
    const x = featureMap(call);
    return resize(x, [x.shape[1] * size[0], x.shape[2] * size[1]], interpolation);
  },
};
