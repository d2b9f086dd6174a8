/** Runs a network on made-up input and says what every node gave: what the graph's analysis promises, as tfjs has it. */
import * as tf from '@tensorflow/tfjs';
import { product } from '#base/math.ts';
import { combineSeeds, uniformAt } from '#base/random.ts';
import type { Network } from '../build/network.ts';

export interface NetworkFacts {
  /** Of one sample, by node name. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  /** Numbers in all weights, by node name. */
  readonly parameters: ReadonlyMap<string, number>;
  /** Whether every output of an inference is a finite number. */
  readonly isFinite: boolean;
  /** Whether the gradients of a training step have their variables' shapes and are finite. */
  readonly hasGradients: boolean;
}

function madeUpInput(shape: readonly number[], seed: number): tf.Tensor {
  const values = Float32Array.from({ length: product(shape) }, (_, index) => uniformAt(seed, index) * 2 - 1);
  return tf.tensor(values, [...shape]);
}

function isFiniteTensor(tensor: tf.Tensor): boolean {
  return tensor.dataSync().every((value) => Number.isFinite(value));
}

/** On a backend that can be read at once. Leaves nothing behind. */
export function runNetwork(network: Network, batch: number): NetworkFacts {
  tf.engine().startScope();
  try {
    const { inputs, outputs } = network.model;
    const x = inputs.map(({ shape }, index) =>
      madeUpInput([batch, ...(shape.slice(1) as number[])], combineSeeds(index)),
    );
    const layers = [...network.layers];
    const everything = tf.model({ inputs, outputs: layers.map(([, layer]) => layer.output as tf.SymbolicTensor) });
    const all =
      layers.length === 0 ? [] : [everything.apply(x, { training: false })].flat().map((output) => output as tf.Tensor);
    const variables = network.trainableVariables;
    let hasGradients = true;
    if (variables.length > 0) {
      const { grads } = tf.variableGrads(() => {
        const ends = [network.model.apply(x, { training: true, step: 3 })].flat() as tf.Tensor[];
        return tf.addN(ends.map((end) => tf.mean(end))).asScalar();
      }, [...variables]);
      hasGradients = variables.every(({ name, shape }) => {
        const gradient = grads[name];
        return gradient === undefined || (gradient.shape.join() === shape.join() && isFiniteTensor(gradient));
      });
    }
    return {
      shapes: new Map(layers.map(([name], index) => [name, all[index]?.shape.slice(1) ?? []])),
      parameters: new Map(layers.map(([name, layer]) => [name, layer.countParams()])),
      isFinite: ([network.model.predict(x)].flat() as tf.Tensor[]).every(isFiniteTensor) && outputs.length > 0,
      hasGradients,
    };
  } finally {
    tf.engine().endScope();
  }
}
