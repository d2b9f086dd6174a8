/** What layers and losses compute in training by no one kernel of tfjs. Shapes are NHWC. */
import * as tf from '@tensorflow/tfjs';
import { trainableBatchNormalization } from '../kernels/batch-normalization/batch-normalization.ts';
import { dropoutMask } from '../kernels/dropout/dropout-mask.ts';
import { softmaxCrossEntropy } from '../kernels/softmax-cross-entropy/softmax-cross-entropy.ts';
import type { Named, Operation } from './kernel-case.ts';
import { operation } from './operation.ts';

const epsilon = 1e-3;

/** By the moments of the batch itself, as tfjs's layer computes it. */
function stockBatchNormalization(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  return tf.batchNorm(
    x,
    mean as tf.Tensor1D,
    variance as tf.Tensor1D,
    beta as tf.Tensor1D,
    gamma as tf.Tensor1D,
    epsilon,
  );
}

function strideBatchNormalization(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor): tf.Tensor {
  return trainableBatchNormalization(x, gamma as tf.Tensor1D, beta as tf.Tensor1D, epsilon).value;
}

/** Forward in training, and the same with the gradients to its input, gamma and beta. */
export function batchNormalization(named: Named, layer: string, side: number, channels: number): Operation[] {
  const x = [named.batch, side, side, channels];
  const [gamma, beta] = [[channels], [channels]];
  const gradients =
    (normalize: typeof stockBatchNormalization) =>
    (inputs: Readonly<Record<'x' | 'gamma' | 'beta' | 'dy', tf.Tensor>>) =>
      tf.grads(normalize as (...args: tf.Tensor[]) => tf.Tensor)([inputs.x, inputs.gamma, inputs.beta], inputs.dy);
  return [
    operation(
      named,
      `${layer} forward in training`,
      { x, gamma, beta },
      {
        stride: (inputs) => strideBatchNormalization(inputs.x, inputs.gamma, inputs.beta),
        stock: (inputs) => stockBatchNormalization(inputs.x, inputs.gamma, inputs.beta),
      },
    ),
    operation(
      named,
      `${layer} forward and gradients`,
      { x, gamma, beta, dy: x },
      {
        stride: gradients(strideBatchNormalization),
        stock: gradients(stockBatchNormalization),
      },
    ),
  ];
}

/** The mean loss of a batch, and the gradient to the logits. */
export function softmaxWithCrossEntropy(named: Named, classes: number): Operation {
  const logits = [named.batch, classes];
  const labels = () => tf.range(0, named.batch, 1, 'int32').mod(tf.scalar(classes, 'int32')) as tf.Tensor1D;
  return operation(
    named,
    'softmax with cross-entropy and its gradient',
    { logits },
    {
      stride: (inputs) => tf.valueAndGrad((x) => softmaxCrossEntropy(x as tf.Tensor2D, labels()))(inputs.logits),
      stock: (inputs) =>
        tf.valueAndGrad((x) => tf.losses.softmaxCrossEntropy(tf.oneHot(labels(), classes), x as tf.Tensor2D))(
          inputs.logits,
        ),
    },
  );
}

const rate = 0.5;
const seed = 1;

/** Forward, and the gradient. */
export function dropout(named: Named, layer: string, units: number): Operation {
  const x = [named.batch, units];
  const gradient = (drop: (x: tf.Tensor) => tf.Tensor) => (inputs: Readonly<Record<'x' | 'dy', tf.Tensor>>) =>
    tf.valueAndGrad(drop)(inputs.x, inputs.dy);
  return operation(
    named,
    `${layer} forward and gradient`,
    { x, dy: x },
    {
      stride: gradient((values) => tf.mul(values, dropoutMask(x, rate, seed))),
      stock: gradient((values) => tf.dropout(values, rate)),
    },
  );
}
