import * as tf from '@tensorflow/tfjs';
import { type LayerForm, onlyInput } from './layer-form.ts';

/** On the last axis of a tensor of any rank, as in Keras. */
export const dense: LayerForm<'Dense'> = {
  fuses: ['relu', 'elu'],
  run: ({ units, activation, useBias }, call) => {
    const x = onlyInput(call);
    const features = x.shape.at(-1) as number;
    const product = tf.fused.matMul({
      a: tf.reshape(x, [x.size / features, features]),
      b: call.weight('kernel'),
      ...(useBias ? { bias: call.weight('bias') } : {}),
      activation: activation === 'relu' || activation === 'elu' ? activation : 'linear',
    });
    return tf.reshape(product, [...x.shape.slice(0, -1), units]);
  },
};
