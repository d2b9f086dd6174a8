/**
 * Losses that weigh each sample by its class, as Keras's `fit(class_weight=…)` does: the mean over the batch of the samples'
 * own losses times their weights (keras/src/losses/loss.py, `reduce_weighted_values`). By TensorFlow.js's own gradients.
 */
import * as tf from '@tensorflow/tfjs';
import type { LossName } from '#graph/training/training-settings.ts';
import type { Network } from '../build/network.ts';

const epsilon = 1e-7;

type SampleLosses = (logits: tf.Tensor, targets: tf.Tensor) => tf.Tensor;

function clipped(probabilities: tf.Tensor): tf.Tensor {
  return tf.clipByValue(probabilities, epsilon, 1 - epsilon);
}

const fromSoftmaxLogits: SampleLosses = (logits, targets) => tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), -1));

const fromSigmoidLogits: SampleLosses = (logits, targets) =>
  tf.mean(tf.add(tf.sub(tf.relu(logits), tf.mul(logits, targets)), tf.log1p(tf.exp(tf.neg(tf.abs(logits))))), -1);

/** `[batch]`, with the meaning of `losses.ts`. */
function sampleLosses(name: LossName, network: Network): SampleLosses {
  const activation = network.head?.activation ?? null;
  const answer = (logits: tf.Tensor) => network.activateHead(logits);
  switch (name) {
    case 'sparse_categorical_crossentropy':
      if (activation === 'softmax') return fromSoftmaxLogits;
      return (logits, targets) => fromSoftmaxLogits(tf.log(clipped(answer(logits))), targets);
    case 'categorical_crossentropy':
      if (activation === 'softmax') return fromSoftmaxLogits;
      return (logits, targets) => {
        const output = answer(logits);
        return tf.neg(tf.sum(tf.mul(targets, tf.log(clipped(tf.div(output, tf.sum(output, -1, true))))), -1));
      };
    case 'binary_crossentropy':
      if (activation === 'sigmoid') return fromSigmoidLogits;
      return (logits, targets) => {
        const output = clipped(answer(logits));
        const [yes, no] = [tf.log(output), tf.log(tf.sub(1, output))];
        return tf.neg(tf.mean(tf.add(tf.mul(targets, yes), tf.mul(tf.sub(1, targets), no)), -1));
      };
    case 'mean_squared_error':
      return (logits, targets) => tf.mean(tf.square(tf.sub(answer(logits), targets)), -1);
  }
}

/** @param classWeights a weight for each class */
export function weightedLoss(name: LossName, network: Network, classWeights: readonly number[]) {
  const losses = sampleLosses(name, network);
  return (logits: tf.Tensor, targets: tf.Tensor, labels: tf.Tensor1D): tf.Scalar => {
    const weights = tf.gather(tf.tensor1d([...classWeights]), labels);
    return tf.mean(tf.mul(losses(logits, targets), weights)).asScalar();
  };
}
