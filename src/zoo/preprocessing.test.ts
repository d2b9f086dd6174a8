import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { present } from '#base/assert.ts';
import { uniformAt } from '#base/random.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import {
  preprocessingLayer,
  preprocessingModes,
  preprocessPixels,
  readsBlueFirst,
  reverseInputChannels,
} from './preprocessing.ts';
import { zooNetworks } from './registry.ts';

interface Golden {
  readonly preprocess: { readonly input: readonly number[]; readonly output: readonly number[] };
}

test.each(['VGG16', 'MobileNet', 'ResNet50', 'ResNet50V2', 'DenseNet121', 'MobileNetV3Small', 'NASNetMobile'])(
  'a pixel goes into %s as Keras makes it',
  (name) => {
    const text = readFileSync(new URL(`./goldens/${name}.json`, import.meta.url), 'utf8');
    const { preprocess } = JSON.parse(text) as Golden;
    const network = present(
      zooNetworks.find((each) => each.name === name),
      name,
    );
    const output = preprocessPixels(preprocess.input, network.preprocessing);
    for (const [channel, value] of preprocess.output.entries()) expect(output[channel]).toBeCloseTo(value, 4);
  },
);

test('the first kernel answers a rescaled picture with reversed channels as it answers a preprocessed one', () => {
  const shape = [3, 2, 3, 4];
  const kernel = Float32Array.from({ length: 72 }, (_, index) => uniformAt(1, index) - 0.5);
  const patch = Array.from({ length: 18 }, (_, index) => 255 * uniformAt(2, index));
  const answer = (pixels: ArrayLike<number>, weights: Float32Array, filter: number) =>
    weights.reduce(
      (total, weight, at) => (at % 4 === filter ? total + weight * (pixels[(at - filter) / 4] ?? 0) : total),
      0,
    );
  for (const mode of preprocessingModes) {
    const { scale, offset } = preprocessingLayer(mode) ?? { scale: 1, offset: 0 };
    const at = (factor: number | readonly number[], channel: number) =>
      typeof factor === 'number' ? factor : factor[channel]!;
    const rescaled = patch.map((value, index) => value * at(scale, index % 3) + at(offset, index % 3));
    const weights = readsBlueFirst(mode) ? reverseInputChannels(kernel, shape) : kernel;
    for (const filter of [0, 1, 2, 3]) {
      expect(answer(rescaled, weights, filter)).toBeCloseTo(answer(preprocessPixels(patch, mode), kernel, filter), 3);
    }
  }
});

test.each(zooNetworks.map((network) => [network.name, network] as const))(
  '%s can scale its pixels itself, with its layers otherwise as they were',
  (_name, network) => {
    const bare = network.build();
    const whole = network.build({ preprocessing: true });
    const names = whole.nodes.map(({ name }) => name);
    expect(names.filter((name) => name === 'preprocessing')).toHaveLength(network.preprocessing === 'none' ? 0 : 1);
    expect(names.filter((name) => name !== 'preprocessing')).toEqual(bare.nodes.map(({ name }) => name));
    const { totals, outputs, problems } = analyzeGraph(whole);
    expect(totals.parameters).toBe(analyzeGraph(bare).totals.parameters);
    expect(outputs).toHaveLength(1);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  },
);
