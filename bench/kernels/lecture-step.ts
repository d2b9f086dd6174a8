/** A whole training step of the lecture's CNN (225,034 parameters), as stock tfjs runs it and as Stride does. */
import * as tf from '@tensorflow/tfjs';
import {
  fuseLayers,
  MultiVariableOptimizer,
  softmaxCrossEntropy,
  type UpdateRule,
} from '../../src/engine/kernels/index.ts';

export type OptimizerName = 'sgd' | 'adam';

function lectureCnn(): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 128, activation: 'relu' }),
      tf.layers.dense({ units: 10 }),
    ],
  });
}

interface Batch {
  readonly images: tf.Tensor4D;
  readonly labels: tf.Tensor1D;
}

function randomBatch(size: number): Batch {
  return {
    images: tf.randomUniform<tf.Rank.R4>([size, 28, 28, 1]),
    labels: tf.randomUniform<tf.Rank.R1>([size], 0, 10, 'int32'),
  };
}

const apply = (model: tf.Sequential, images: tf.Tensor) => model.apply(images, { training: true }) as tf.Tensor2D;

/** tfjs's own optimizer and loss on an ordinary model; nothing is read back. */
export function stockStep(batchSize: number, name: OptimizerName): () => void {
  const model = lectureCnn();
  const { images, labels } = randomBatch(batchSize);
  const oneHot = tf.oneHot(labels, 10);
  const optimizer = name === 'adam' ? tf.train.adam(0.001) : tf.train.sgd(0.01);
  return () => {
    optimizer.minimize(() => tf.losses.softmaxCrossEntropy(oneHot, apply(model, images)) as tf.Scalar);
  };
}

const rules = {
  sgd: { kind: 'sgd', momentum: 0, nesterov: false },
  adam: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0 },
} as const satisfies Record<OptimizerName, UpdateRule>;

/** Fused layers, one loss kernel, one optimizer for all variables. */
export function strideStep(batchSize: number, name: OptimizerName): () => void {
  const model = lectureCnn();
  fuseLayers(model);
  const { images, labels } = randomBatch(batchSize);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const optimizer = new MultiVariableOptimizer(variables, rules[name]);
  const learningRate = name === 'adam' ? 0.001 : 0.01;
  return () => {
    const { value, grads } = tf.variableGrads(
      () => tf.mean(softmaxCrossEntropy(apply(model, images), labels)) as tf.Scalar,
      variables,
    );
    const gradients = variables.flatMap((variable) => grads[variable.name] ?? []);
    optimizer.applyGradients(gradients, learningRate);
    tf.dispose([value, ...gradients]);
  };
}
