/** Pooling, over a sliding window and over the whole feature map. */
import * as tf from '@tensorflow/tfjs';
import { withGradient } from '../with-gradient.ts';
import { featureMap, type LayerCall, type LayerForm } from './layer-form.ts';

export const maxPooling2d: LayerForm<'MaxPooling2D'> = {
  run: ({ poolSize, strides, padding }, call) =>
    tf.maxPool(featureMap(call), [...poolSize], [...(strides ?? poolSize)], padding),
};

interface AxisPadding {
  readonly before: number;
  readonly after: number;
  /** Pixels that are no padding, by output place. */
  readonly counts: readonly number[];
}

/** TensorFlow's `SAME` padding along one axis. */
function samePadding(size: number, window: number, stride: number): AxisPadding {
  const places = Math.ceil(size / stride);
  const total = Math.max(0, (places - 1) * stride + window - size);
  const before = Math.floor(total / 2);
  const counts = Array.from({ length: places }, (_, place) => {
    const start = place * stride - before;
    return Math.min(size, start + window) - Math.max(0, start);
  });
  return { before, after: total - before, counts };
}

/**
 * The mean leaves the padding out, forwards and backwards, as in TensorFlow. tfjs's gradient divides by the whole window
 * also at the border, so the padding is made here and the means corrected by the count of real pixels.
 */
export const averagePooling2d: LayerForm<'AveragePooling2D'> = {
  run: ({ poolSize, strides, padding }, call) => {
    const x = featureMap(call);
    const steps: [number, number] = [...(strides ?? poolSize)];
    if (padding === 'valid') return tf.avgPool(x, [...poolSize], steps, 'valid');
    const rows = samePadding(x.shape[1], poolSize[0], steps[0]);
    const columns = samePadding(x.shape[2], poolSize[1], steps[1]);
    const padded = tf.pad(x, [
      [0, 0],
      [rows.before, rows.after],
      [columns.before, columns.after],
      [0, 0],
    ]);
    const pooled = tf.avgPool(padded, [...poolSize], steps, 'valid');
    const window = poolSize[0] * poolSize[1];
    const corrections = rows.counts.flatMap((count) => columns.counts.map((other) => window / (count * other)));
    return tf.mul(pooled, tf.tensor(corrections, [1, rows.counts.length, columns.counts.length, 1]));
  },
};

/** The maximum over height and width; pixels that share it also share its gradient, as in TensorFlow. */
function globalMax(x: tf.Tensor): tf.Tensor {
  return withGradient([x], (_inputs, save) => {
    const value = tf.max(x, [1, 2], true);
    save([x, value]);
    return {
      value,
      gradient: (dy, saved) => {
        const [input, maximum] = saved as [tf.Tensor, tf.Tensor];
        // Not a cast: tfjs 4.22 keeps a cast boolean's integers on WebGPU, which its transposition then cannot read.
        const isMaximum = tf.where(tf.equal(input, maximum), tf.onesLike(input), tf.zerosLike(input));
        return [tf.mul(isMaximum, tf.div(dy, tf.sum(isMaximum, [1, 2], true)))];
      },
    };
  });
}

/** Of a map with more pixels than this, adding them up is worth more than one invocation a channel. */
const mostOfAWindow = 1024;

/** The mean over height and width: as one window, since tfjs's mean first turns the whole feature map to channels first. */
function globalMean(x: tf.Tensor4D): tf.Tensor {
  const [, height, width] = x.shape;
  return height * width > mostOfAWindow ? tf.mean(x, [1, 2], true) : tf.avgPool(x, [height, width], 1, 'valid');
}

function globally(call: LayerCall, keepdims: boolean, pool: (x: tf.Tensor4D) => tf.Tensor): tf.Tensor {
  const x = featureMap(call);
  const pooled = pool(x);
  return keepdims ? pooled : tf.reshape(pooled, [x.shape[0], x.shape[3]]);
}

export const globalAveragePooling2d: LayerForm<'GlobalAveragePooling2D'> = {
  run: ({ keepdims }, call) => globally(call, keepdims, globalMean),
};

export const globalMaxPooling2d: LayerForm<'GlobalMaxPooling2D'> = {
  run: ({ keepdims }, call) => globally(call, keepdims, globalMax),
};
