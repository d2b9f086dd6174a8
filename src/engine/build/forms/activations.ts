/** The layers that are an activation function. */
import * as tf from '@tensorflow/tfjs';
import { activate } from '../activations.ts';
import { axisIndex, type LayerForm, onlyInput } from './layer-form.ts';

/** The function itself is the layer's `activation` setting, which `build-network.ts` applies. */
export const activation: LayerForm<'Activation'> = { run: (_, call) => onlyInput(call) };

/** maxValue for x ≥ maxValue, x for threshold ≤ x < maxValue, and negativeSlope · (x - threshold) below. */
export const relu: LayerForm<'ReLU'> = {
  run: ({ maxValue, negativeSlope, threshold }, call) => {
    const x = onlyInput(call);
    const isPlain = threshold === 0 && negativeSlope === 0;
    if (isPlain && maxValue === null) return activate(x, 'relu');
    if (isPlain && maxValue === 6) return activate(x, 'relu6');
    const raised = threshold === 0 ? tf.relu(x) : tf.mul(x, tf.cast(tf.greaterEqual(x, threshold), 'float32'));
    const capped = maxValue === null ? raised : tf.minimum(raised, maxValue);
    return negativeSlope === 0 ? capped : tf.sub(capped, tf.mul(tf.relu(tf.sub(threshold, x)), negativeSlope));
  },
};

export const leakyRelu: LayerForm<'LeakyReLU'> = {
  run: ({ negativeSlope }, call) => tf.leakyRelu(onlyInput(call), negativeSlope),
};

export const prelu: LayerForm<'PReLU'> = { run: (_, call) => tf.prelu(onlyInput(call), call.weight('alpha')) };

/** Along any axis; tfjs has softmax along the last one only. Axis -1 is left to `build-network.ts`, like an activation. */
export const softmax: LayerForm<'Softmax'> = {
  run: ({ axis }, call) => {
    const x = onlyInput(call);
    if (axis === -1) return x;
    const along = axisIndex(axis, x);
    return along === x.rank - 1 ? tf.softmax(x) : tf.exp(tf.sub(x, tf.logSumExp(x, along, true)));
  },
};
