import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, test } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { fuseLayers } from './testing/fuse-layers.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

type Activation = 'linear' | 'relu' | 'relu6' | 'elu' | 'sigmoid' | 'tanh';

/** Two convolutions and two dense layers with the same weights each time it is called. */
function buildModel(activation: Activation): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [7, 6, 2], filters: 5, kernelSize: 3, padding: 'same', activation }),
      tf.layers.conv2d({ filters: 4, kernelSize: [2, 3], strides: 2, activation, useBias: false }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 6, activation }),
      tf.layers.dense({ units: 3 }),
    ],
  });
  model.setWeights(model.getWeights().map((weight, i) => tf.tensor(randomValues(weight.size, 10 + i), weight.shape)));
  return model;
}

test.for(['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'tanh'] as const)(
  'a fused model with %s gives the outputs and gradients of the unfused one',
  async (activation) => {
    const run = (model: tf.Sequential) =>
      valuesOf(backend, () => {
        const x = tf.tensor4d(randomValues(3 * 7 * 6 * 2, 1), [3, 7, 6, 2]);
        const target = tf.tensor2d(randomValues(9, 2), [3, 3]);
        const { value, grads } = tf.variableGrads(() =>
          tf.sum(tf.square(tf.sub(model.apply(x, { training: true }) as tf.Tensor, target))),
        );
        return [value, ...model.trainableWeights.map((weight) => grads[(weight.read() as tf.Variable).name]!)];
      });
    const plain = buildModel(activation);
    const fused = buildModel(activation);
    fuseLayers(fused);
    const expected = await run(plain);
    const actual = await run(fused);
    expect(actual.length).toBe(8);
    actual.forEach((values, i) => {
      expectClose(values, expected[i]!, 1e-4);
    });
    plain.dispose();
    fused.dispose();
  },
);

test('a fused model runs its layers as before on another backend', async () => {
  const predict = async () => {
    const model = buildModel('relu');
    fuseLayers(model);
    const x = tf.tensor4d(randomValues(84, 1), [1, 7, 6, 2]);
    return (model.predict(x) as tf.Tensor).data();
  };
  const onGpu = await predict();
  await tf.setBackend('cpu');
  const onCpu = await predict();
  await tf.setBackend('webgpu');
  expectClose(onGpu, onCpu, 1e-4);
});
