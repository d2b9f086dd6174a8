import * as tf from '@tensorflow/tfjs';
import { axisIndex, type LayerForm, onlyInput } from './layer-form.ts';

/** Layer normalisation (Ba et al. 2016) along one axis, with population variance. */
export const layerNormalization: LayerForm<'LayerNormalization'> = {
  run: ({ axis, epsilon, center, scale }, call) => {
    const x = onlyInput(call);
    const along = axisIndex(axis, x);
    const shape = x.shape.map((size, index) => (index === along ? size : 1));
    const centred = tf.sub(x, tf.mean(x, along, true));
    const standard = tf.mul(centred, tf.rsqrt(tf.add(tf.mean(tf.square(centred), along, true), epsilon)));
    const scaled = scale ? tf.mul(standard, tf.reshape(call.weight('gamma'), shape)) : standard;
    return center ? tf.add(scaled, tf.reshape(call.weight('beta'), shape)) : scaled;
  },
};
