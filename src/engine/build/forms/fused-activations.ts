/** Activations that Conv2D and Dense apply themselves, in one GPU program with the sums before them. */
import * as tf from '@tensorflow/tfjs';
import type { ActivationName } from '#graph/activations.ts';
import type { DifferentiableActivation } from '../../kernels/fused-layers/activation-gradient.ts';

/** Those that tfjs's own operations apply, too. Not sigmoid: losses want to see what comes before a head's. */
export const stockActivations = ['relu', 'relu6', 'elu'] as const satisfies readonly ActivationName[];

export const fusedActivations = [...stockActivations, 'tanh'] as const satisfies readonly ActivationName[];

type StockActivation = (typeof stockActivations)[number] | 'linear';

/** The activation where our kernels fuse it; linear where a layer behind will apply it. */
export function fusedActivationOf(activation: ActivationName): DifferentiableActivation {
  return fusedActivations.find((fused) => fused === activation) ?? 'linear';
}

/** The activation where tfjs's operations fuse it; linear else. */
export function stockActivationOf(activation: ActivationName): StockActivation {
  return stockActivations.find((fused) => fused === activation) ?? 'linear';
}

/** What tfjs's operations leave of a fused activation. */
export function withRestOf(activation: ActivationName, x: tf.Tensor): tf.Tensor {
  return activation === 'tanh' ? tf.tanh(x) : x;
}
