import * as tf from '@tensorflow/tfjs';

/** `[dilatedSize, size]`: ones where the points of a kernel of `size` come to lie, `rate` apart. */
function spreading(size: number, rate: number): tf.Tensor2D {
  const dilated = (size - 1) * rate + 1;
  const values = new Float32Array(dilated * size);
  for (let point = 0; point < size; point++) values[point * rate * size + point] = 1;
  return tf.tensor2d(values, [dilated, size]);
}

/**
 * A kernel `[height, width, inputs, outputs]` with zeros between its points. A convolution with it equals a dilated one,
 * and has a gradient: tfjs 4.22 refuses to differentiate convolutions whose dilation is above 1.
 */
export function dilateKernel(kernel: tf.Tensor4D, [down, right]: readonly [number, number]): tf.Tensor4D {
  if (down === 1 && right === 1) return kernel;
  const [height, width, inputs, outputs] = kernel.shape;
  const rows = tf.matMul(spreading(height, down), tf.reshape(kernel, [height, width * inputs * outputs]));
  const dilatedHeight = rows.shape[0] as number;
  const columns = tf.reshape(tf.transpose(tf.reshape(rows, [dilatedHeight, width, inputs * outputs]), [1, 0, 2]), [
    width,
    dilatedHeight * inputs * outputs,
  ]);
  const spread = tf.matMul(spreading(width, right), columns as tf.Tensor2D);
  const dilatedWidth = spread.shape[0] as number;
  const turned = tf.transpose(tf.reshape(spread, [dilatedWidth, dilatedHeight, inputs * outputs]), [1, 0, 2]);
  return tf.reshape(turned, [dilatedHeight, dilatedWidth, inputs, outputs]) as tf.Tensor4D;
}
