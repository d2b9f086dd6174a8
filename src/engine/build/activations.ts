/**
 * Keras 3's activation functions as tfjs operations, with gradients of their own where tfjs has another curve or would
 * lose precision. Reference: keras/src/activations/activations.py.
 */
import * as tf from '@tensorflow/tfjs';
import type { ActivationName } from '#graph/activations.ts';
import type { DifferentiableActivation } from '../kernels/fused-layers/activation-gradient.ts';
import { beforeActivation } from '../kernels/fused-layers/trainable-conv2d.ts';
import { ownKernelsServe } from '../kernels/kernel-entry.ts';
import { withGradient } from './with-gradient.ts';

/** The slope below zero of Keras's `leaky_relu` activation (the LeakyReLU layer has its own default). */
const leakySlope = 0.2;

function hardSigmoid(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.relu6(tf.add(x, 3)), 1 / 6);
}

/** x · Φ(x) with the exact error function (Keras: `gelu(approximate=False)`). */
function gelu(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
}

/** log(1 + eˣ) without overflow: max(x, 0) + log1p(e^-|x|). Its slope is the logistic function. */
function softplus(x: tf.Tensor): tf.Tensor {
  return withGradient([x], (_inputs, save) => {
    save([x]);
    return {
      value: tf.add(tf.relu(x), tf.log1p(tf.exp(tf.neg(tf.abs(x))))),
      gradient: (dy, [input]) => [tf.mul(dy, tf.sigmoid(input as tf.Tensor))],
    };
  });
}

/** The curve; by our kernels, with its gradient from its output in one GPU program. */
function byOutput(activation: DifferentiableActivation, curve: (x: tf.Tensor) => tf.Tensor) {
  return (x: tf.Tensor): tf.Tensor => {
    if (!ownKernelsServe()) return curve(x);
    return withGradient([x], (_inputs, save) => {
      const value = curve(x);
      save([value]);
      return { value, gradient: (dy, [y = value]) => [beforeActivation(dy, y, activation)] };
    });
  };
}

const curves = {
  linear: (x) => x,
  relu: byOutput('relu', tf.relu),
  relu6: byOutput('relu6', tf.relu6),
  leaky_relu: (x) => tf.leakyRelu(x, leakySlope),
  elu: byOutput('elu', tf.elu),
  selu: tf.selu,
  gelu,
  silu: (x) => tf.mul(x, tf.sigmoid(x)),
  hard_sigmoid: hardSigmoid,
  hard_silu: (x) => tf.mul(x, hardSigmoid(x)),
  sigmoid: byOutput('sigmoid', tf.sigmoid),
  tanh: byOutput('tanh', tf.tanh),
  softplus,
  softmax: tf.softmax,
} satisfies Record<ActivationName, (x: tf.Tensor) => tf.Tensor>;

/** The activation applied to every element; softmax along the last axis. */
export function activate(x: tf.Tensor, name: ActivationName): tf.Tensor {
  return tf.tidy(() => curves[name](x));
}
