/**
 * Losses with Keras 3's meaning (keras/src/backend/tensorflow/nn.py): mean over the batch; from logits where the head
 * ends in softmax or sigmoid, as Keras does in a compiled graph, and from probabilities clipped to [1e-7, 1 - 1e-7]
 * elsewhere.
 */
import * as tf from '@tensorflow/tfjs';
import { StrideError } from '#base/errors.ts';
import { formatShape } from '#base/format.ts';
import type { LossName } from '#graph/training/training-settings.ts';
import type { Network } from '../build/network.ts';
import { withGradient } from '../build/with-gradient.ts';
import { countRight, softmaxCrossEntropy as fusedSoftmaxCrossEntropy } from '../kernels/index.ts';
import { ownKernelsServe } from '../kernels/kernel-entry.ts';
import { weightedLoss } from './weighted-losses.ts';

const epsilon = 1e-7;

export interface Objective {
  /** The mean loss of a batch, a scalar. `logits` `[batch, units]`, `labels` int32 `[batch]`. */
  loss(logits: tf.Tensor, labels: tf.Tensor1D): tf.Scalar;
  /** How many of the batch are told right, a scalar. */
  correct(logits: tf.Tensor, labels: tf.Tensor1D): tf.Scalar;
  /** The class that each of the batch is taken for, int32 `[batch]`. */
  predicted(logits: tf.Tensor): tf.Tensor1D;
}

/** What is right: the class of each of the batch. */
interface Truth {
  /** int32 `[batch]`. */
  readonly labels: tf.Tensor1D;
  /** The same as a row a sample, a share for each unit: one for its class, zero elsewhere. */
  targets(): tf.Tensor;
}

/** −mean Σ t · log softmax(logits). */
function softmaxCrossEntropy(logits: tf.Tensor, truth: Truth): tf.Scalar {
  if (ownKernelsServe()) return fusedSoftmaxCrossEntropy(logits as tf.Tensor2D, truth.labels);
  const targets = truth.targets();
  return withGradient([logits], (_inputs, save) => {
    const shifted = tf.sub(logits, tf.max(logits, -1, true));
    const logProbabilities = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)));
    save([tf.exp(logProbabilities), targets]);
    const batch = logits.shape[0] as number;
    return {
      value: tf.div(tf.neg(tf.sum(tf.mul(targets, logProbabilities))), batch),
      gradient: (dy, saved) => {
        const [probabilities, shares] = saved as [tf.Tensor, tf.Tensor];
        return [tf.mul(tf.sub(probabilities, shares), tf.div(dy, batch))];
      },
    };
  }) as tf.Scalar;
}

/** mean over all places of max(x, 0) − x · t + log(1 + e^−|x|). */
function sigmoidCrossEntropy(logits: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  return withGradient([logits], (_inputs, save) => {
    save([logits, targets]);
    const softplus = tf.log1p(tf.exp(tf.neg(tf.abs(logits))));
    return {
      value: tf.mean(tf.add(tf.sub(tf.relu(logits), tf.mul(logits, targets)), softplus)),
      gradient: (dy, saved) => {
        const [x, truth] = saved as [tf.Tensor, tf.Tensor];
        return [tf.mul(tf.sub(tf.sigmoid(x), truth), tf.div(dy, x.size))];
      },
    };
  }) as tf.Scalar;
}

function clipped(probabilities: tf.Tensor): tf.Tensor {
  return tf.clipByValue(probabilities, epsilon, 1 - epsilon);
}

type Comparison = (logits: tf.Tensor, truth: Truth) => tf.Tensor;

function comparison(name: LossName, network: Network): Comparison {
  const activation = network.head?.activation ?? null;
  const answer = (logits: tf.Tensor) => network.activateHead(logits);
  switch (name) {
    case 'sparse_categorical_crossentropy':
      if (activation === 'softmax') return softmaxCrossEntropy;
      return (logits, truth) => softmaxCrossEntropy(tf.log(clipped(answer(logits))), truth);
    case 'categorical_crossentropy':
      if (activation === 'softmax') return softmaxCrossEntropy;
      return (logits, truth) => {
        const output = answer(logits);
        const shares = clipped(tf.div(output, tf.sum(output, -1, true)));
        return tf.mean(tf.neg(tf.sum(tf.mul(truth.targets(), tf.log(shares)), -1)));
      };
    case 'binary_crossentropy':
      if (activation === 'sigmoid') return (logits, truth) => sigmoidCrossEntropy(logits, truth.targets());
      return (logits, truth) => {
        const output = clipped(answer(logits));
        const targets = truth.targets();
        const [yes, no] = [tf.log(output), tf.log(tf.sub(1, output))];
        return tf.neg(tf.mean(tf.add(tf.mul(targets, yes), tf.mul(tf.sub(1, targets), no))));
      };
    case 'mean_squared_error':
      return (logits, truth) => tf.mean(tf.square(tf.sub(answer(logits), truth.targets())));
  }
}

/**
 * What to train the network for. Throws a `StrideError` with code `head-does-not-fit` where its output has neither one
 * unit for each class nor, for two classes, a single one that a loss can read. `classWeights`: how much the samples of
 * each class count in the loss; all the same where absent.
 */
export function createObjective(
  name: LossName,
  network: Network,
  classCount: number,
  classWeights?: readonly number[],
): Objective {
  const units = network.model.outputShape.slice(1) as number[];
  const isSingle = units.length === 1 && units[0] === 1;
  const fitsSingle = isSingle && (name === 'binary_crossentropy' || name === 'mean_squared_error');
  if (!fitsSingle && (units.length !== 1 || units[0] !== classCount)) {
    throw new StrideError({
      code: 'head-does-not-fit',
      message: `The network's output must have ${classCount} units, one for each class. Received: ${formatShape(units)}.`,
      remedy: `End the network with a Dense layer of ${classCount} units.`,
    });
  }
  const compare = comparison(name, network);
  const weighted = classWeights && weightedLoss(name, network, classWeights);
  const targets = (labels: tf.Tensor1D) =>
    isSingle ? tf.cast(tf.expandDims(labels, -1), 'float32') : tf.oneHot(labels, classCount, 1, 0, 'float32');
  const predicted = (logits: tf.Tensor): tf.Tensor1D =>
    isSingle
      ? tf.reshape(tf.cast(tf.greater(network.activateHead(logits), 0.5), 'int32'), [-1])
      : tf.argMax(logits, -1);
  return {
    loss: (logits, labels) =>
      weighted
        ? weighted(logits, targets(labels), labels)
        : compare(logits, { labels, targets: () => targets(labels) }).asScalar(),
    predicted,
    correct: (logits, labels) =>
      !isSingle && ownKernelsServe()
        ? countRight(logits as tf.Tensor2D, labels)
        : tf.sum(tf.cast(tf.equal(predicted(logits), labels), 'float32')),
  };
}
