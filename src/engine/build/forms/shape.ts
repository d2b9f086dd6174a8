/** The layers that only move numbers, and the one that scales them. */
import * as tf from '@tensorflow/tfjs';
import { featureMap, type LayerForm, onlyInput } from './layer-form.ts';

/** One number, or one for each channel. */
function asTensor(factor: number | readonly number[]): tf.Tensor {
  return typeof factor === 'number' ? tf.scalar(factor) : tf.tensor1d([...factor]);
}

export const rescaling: LayerForm<'Rescaling'> = {
  run: ({ scale, offset }, call) => {
    const scaled = tf.mul(onlyInput(call), asTensor(scale));
    return offset === 0 ? scaled : tf.add(scaled, asTensor(offset));
  },
};

function batchOf({ shape }: tf.Tensor): number {
  return shape[0] as number;
}

export const flatten: LayerForm<'Flatten'> = {
  run: (_, call) => {
    const x = onlyInput(call);
    return tf.reshape(x, [batchOf(x), x.size / batchOf(x)]);
  },
};

export const reshape: LayerForm<'Reshape'> = {
  run: ({ targetShape }, call) => tf.reshape(onlyInput(call), [batchOf(onlyInput(call)), ...targetShape]),
};

export const zeroPadding2d: LayerForm<'ZeroPadding2D'> = {
  run: ({ padding: [top, bottom, left, right] }, call) =>
    tf.pad(featureMap(call), [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]),
};

export const cropping2d: LayerForm<'Cropping2D'> = {
  run: ({ cropping: [top, bottom, left, right] }, call) => {
    const x = featureMap(call);
    const [batch, height, width, channels] = x.shape;
    return tf.slice(x, [0, top, left, 0], [batch, height - top - bottom, width - left - right, channels]);
  },
};
