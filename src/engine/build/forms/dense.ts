import * as tf from '@tensorflow/tfjs';
import { trainableDense } from '../../kernels/fused-layers/trainable-dense.ts';
import { ownKernelsServe } from '../../kernels/kernel-entry.ts';
import { fusedActivationOf, fusedActivations, stockActivationOf, withRestOf } from './fused-activations.ts';
import { type LayerForm, onlyInput } from './layer-form.ts';

/** On the last axis of a tensor of any rank, as in Keras. */
export const dense: LayerForm<'Dense'> = {
  fuses: fusedActivations,
  run: ({ units, activation, useBias }, call) => {
    const x = onlyInput(call);
    const features = x.shape.at(-1) as number;
    const rows = tf.reshape<tf.Rank.R2>(x, [x.size / features, features]);
    const kernel = tf.reshape<tf.Rank.R2>(call.weight('kernel'), [features, units]);
    const bias = useBias ? tf.reshape<tf.Rank.R1>(call.weight('bias'), [units]) : undefined;
    const byStock = () => {
      const fused = stockActivationOf(activation);
      return withRestOf(
        activation,
        tf.fused.matMul({ a: rows, b: kernel, ...(bias ? { bias } : {}), activation: fused }),
      );
    };
    const output = ownKernelsServe() ? trainableDense(rows, kernel, bias, fusedActivationOf(activation)) : byStock();
    return tf.reshape(output, [...x.shape.slice(0, -1), units]);
  },
};
