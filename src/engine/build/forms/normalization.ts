/** Keras: `keras.layers.Normalization`, by fixed numbers or by weights that training leaves alone. */
import * as tf from '@tensorflow/tfjs';
import { axisIndex, type LayerForm, onlyInput } from './layer-form.ts';

/** Keras's `backend.epsilon()`: the least standard deviation that is divided by. */
const leastDeviation = 1e-7;

export const normalization: LayerForm<'Normalization'> = {
  run: ({ axis, mean, variance }, call) => {
    const x = onlyInput(call);
    const kept = axis === null ? null : axisIndex(axis, x);
    const shape = x.shape.map((size, index) => (index === kept ? size : 1));
    const along = (name: string, fixed: readonly number[] | null) =>
      tf.reshape(fixed === null ? call.weight(name) : tf.tensor1d([...fixed]), shape);
    const deviation = tf.maximum(tf.sqrt(along('variance', variance)), leastDeviation);
    return tf.div(tf.sub(x, along('mean', mean)), deviation);
  },
};
