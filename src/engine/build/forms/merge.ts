/** The layers that join branches. */
import * as tf from '@tensorflow/tfjs';
import { axisIndex, type LayerCall, type LayerForm, onlyInput } from './layer-form.ts';

function fold({ inputs }: LayerCall, combine: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): tf.Tensor {
  return inputs.reduce((total, input) => combine(total, input));
}

export const add: LayerForm<'Add'> = { run: (_, call) => fold(call, tf.add) };
export const multiply: LayerForm<'Multiply'> = { run: (_, call) => fold(call, tf.mul) };
export const maximum: LayerForm<'Maximum'> = { run: (_, call) => fold(call, tf.maximum) };
export const minimum: LayerForm<'Minimum'> = { run: (_, call) => fold(call, tf.minimum) };

/** The first input minus the second. */
export const subtract: LayerForm<'Subtract'> = { run: (_, call) => fold(call, tf.sub) };

export const average: LayerForm<'Average'> = {
  run: (_, call) => tf.div(fold(call, tf.add), call.inputs.length),
};

export const concatenate: LayerForm<'Concatenate'> = {
  run: ({ axis }, call) => tf.concat([...call.inputs], axisIndex(axis, onlyInput(call))),
};

/** The first input plus `scale` times the second. */
export const customScaleLayer: LayerForm<'CustomScaleLayer'> = {
  run: ({ scale }, call) => fold(call, (first, second) => tf.add(first, tf.mul(second, scale))),
};
