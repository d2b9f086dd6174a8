/**
 * The fastest peer found: jax-js on WebGPU, with the lecture's CNN written as suits it, NCHW and compiled whole by
 * `jit`. Its functions consume their arguments; `.ref` keeps one for another use.
 */
import { blockUntilReady, defaultDevice, init, jit, lax, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { product } from '#base/math.ts';
import { uniformAt } from '#base/random.ts';
import type { PictureSet } from '#data/picture-set.ts';
import type { Contender } from './contender.ts';

const shapes = {
  kernel1: [32, 1, 3, 3],
  bias1: [1, 32, 1, 1],
  kernel2: [64, 32, 3, 3],
  bias2: [1, 64, 1, 1],
  kernel3: [1600, 128],
  bias3: [1, 128],
  kernel4: [128, 10],
  bias4: [1, 10],
} as const;

type Weights = Record<keyof typeof shapes, np.Array>;

const learningRate = 0.003;

/** Glorot-like values: what they are does not change how long a step takes. */
function initialWeights(): Weights {
  const made = Object.entries(shapes).map(([name, shape], seed) => {
    const fan = product(shape.slice(1)) + (shape[0] ?? 1);
    const values = Float32Array.from({ length: product(shape) }, (_, index) =>
      name.startsWith('bias') ? 0 : (uniformAt(seed, index) - 0.5) * Math.sqrt(12 / fan),
    );
    return [name, np.array(values, { shape: [...shape] })];
  });
  return Object.fromEntries(made) as Weights;
}

/** 2 × 2 max pooling of `[batch, channels, side, side]`, odd last rows and columns left out, as Keras does. */
function maxPool(x: np.Array): np.Array {
  const [batch = 0, channels = 0, side = 0] = x.shape;
  const half = side >> 1;
  const even = side % 2 === 0 ? x : x.slice([], [], [0, 2 * half], [0, 2 * half]);
  return np.max(even.reshape([batch, channels, half, 2, half, 2]), [3, 5]);
}

function lossOf(weights: Weights, pixels: np.Array, targets: np.Array): np.Array {
  const { kernel1, bias1, kernel2, bias2, kernel3, bias3, kernel4, bias4 } = weights;
  const batch = pixels.shape[0] ?? 0;
  let x = pixels.mul(1 / 255);
  x = maxPool(nn.relu(lax.conv(x, kernel1, [1, 1], 'VALID').add(bias1)));
  x = maxPool(nn.relu(lax.conv(x, kernel2, [1, 1], 'VALID').add(bias2)));
  x = nn.relu(np.matmul(x.reshape([batch, 1600]), kernel3).add(bias3));
  const logits = np.matmul(x, kernel4).add(bias4);
  return nn
    .logSoftmax(logits)
    .mul(targets)
    .sum()
    .mul(-1 / batch);
}

const trainStep = jit((weights: Weights, pixels: np.Array, targets: np.Array) => {
  const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(weights), pixels, targets);
  const updated = tree.map(
    (weight: np.Array, gradient: np.Array) => weight.sub(gradient.mul(learningRate)),
    weights,
    gradients as Weights,
  ) as Weights;
  return [loss, updated] as [np.Array, Weights];
});

/** Throws where jax-js finds no WebGPU. */
export async function createJaxContender(pictures: PictureSet, batchSize: number): Promise<Contender> {
  if (!(await init('webgpu')).includes('webgpu')) throw new Error('jax-js found no WebGPU here.');
  defaultDevice('webgpu');
  let weights = initialWeights();
  const sampleSize = pictures.height * pictures.width;
  return {
    async enter() {},
    async step(index) {
      const pixels = new Float32Array(batchSize * sampleSize);
      const targets = new Float32Array(batchSize * 10);
      for (let place = 0; place < batchSize; place++) {
        const sample = (index * batchSize + place) % pictures.count;
        pixels.set(pictures.pixels.subarray(sample * sampleSize, (sample + 1) * sampleSize), place * sampleSize);
        targets[place * 10 + (pictures.labels[sample] ?? 0)] = 1;
      }
      const started = performance.now();
      const [loss, updated] = trainStep(
        weights,
        np.array(pixels, { shape: [batchSize, 1, pictures.height, pictures.width] }),
        np.array(targets, { shape: [batchSize, 10] }),
      );
      weights = updated;
      const scriptMilliseconds = performance.now() - started;
      await blockUntilReady(weights);
      await loss.data();
      return scriptMilliseconds;
    },
  };
}
