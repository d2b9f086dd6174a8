/** That what is previewed is what trains: the same cases on every backend. */
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { present } from '#base/assert.ts';
import { uniformAt } from '#base/random.ts';
import type { PictureSet } from '#data/picture-set.ts';
import { buildNetwork } from '../../build/build-network.ts';
import { chain } from '../../testing/chain.ts';
import { ResidentSamples } from '../../training/resident-samples.ts';
import { augmentedBatch } from '../augmented-batch.ts';
import { asPicture, augmentedEpochs, previewPictures, rescalingOf, shownLayers } from '../preview-pictures.ts';

const [height, width, channels, count] = [9, 8, 3, 6];
const length = height * width * channels;
const pictures: PictureSet = {
  ...{ height, width, channels, count, classNames: ['a', 'b'], isLightOnDark: false },
  pixels: Uint8Array.from({ length: count * length }, (_, at) => Math.floor(256 * uniformAt(5, at))),
  labels: Uint8Array.from({ length: count }, (_, at) => at % 2),
};

const graph = chain(
  { type: 'Input', config: { shape: [height, width, channels] } },
  { type: 'RandomFlip', name: 'flip' },
  { type: 'RandomRotation', name: 'turn' },
  { type: 'RandomCrop', name: 'crop', config: { height: 6, width: 5 } },
  { type: 'RandomContrast', name: 'contrast' },
  { type: 'RandomBrightness', name: 'light' },
  { type: 'Rescaling', name: 'scale' },
  { type: 'Flatten', name: 'flat' },
  { type: 'Dense', name: 'head', config: { units: 2, activation: 'softmax' } },
);

export function testPreview(): void {
  test('the preview shows the very numbers that the network trains on, whatever the batch around a sample', async () => {
    const network = buildNetwork(graph, 3);
    const samples = new ResidentSamples(pictures);
    const [seed, epoch] = [77, 4];
    const before = tf.memory().numTensors;
    const order = Uint32Array.of(5, 2, 0, 3);
    const trained = tf.tidy(() => augmentedBatch(samples, order, { lifted: network.lifted, seed, epoch }).pixels);
    const size = trained.shape.slice(1) as [number, number, number];
    expect(size).toEqual([6, 5, channels]);
    const values = await trained.data();
    for (const [place, sample] of order.entries()) {
      const bytes = pictures.pixels.subarray(sample * length, (sample + 1) * length);
      const request = { graph, dataset: 'made up', sample, seed, epochs: [1, epoch] };
      const source = { shape: [height, width, channels] as const, bytes };
      const own = [...values.slice(place * 6 * 5 * channels, (place + 1) * 6 * 5 * channels)];
      const shown = augmentedEpochs(shownLayers(request), source, request);
      expect([...(await shown.data())].slice(own.length)).toEqual(own);
      shown.dispose();
      const preview = await previewPictures(request, source);
      expect(preview.pictures[1]).toEqual(asPicture(own, size, rescalingOf(network.lifted)));
      expect(preview.pictures[0]?.rgba).not.toEqual(preview.pictures[1]?.rgba);
    }
    trained.dispose();
    expect(tf.memory().numTensors).toBe(before);
    samples.dispose();
    network.dispose();
  });

  test('a network lets an augmented batch through to what follows, and augments nothing in use', async () => {
    const network = buildNetwork(graph, 3);
    const samples = new ResidentSamples(pictures);
    const { fed, skipped, inUse, twice } = tf.tidy(() => {
      const indices = Uint32Array.of(1, 4);
      const batch = augmentedBatch(samples, indices, { lifted: network.lifted, seed: 1, epoch: 0 });
      const dense = present(network.layers.get('head'), 'the network has its head');
      const flat = tf.reshape(batch.pixels, [2, 6 * 5 * channels]);
      const whole = samples.batch(indices).pixels;
      return {
        fed: network.answer(batch.pixels, { ...batch.context, training: true }),
        skipped: tf.softmax(dense.apply(flat) as tf.Tensor),
        inUse: network.answer(whole),
        twice: network.answer(whole, { training: false, step: 9 }),
      };
    });
    const [a, b, c, d] = await Promise.all(
      [fed, skipped, inUse, twice].map(async (tensor) => [...(await tensor.data())]),
    );
    for (const [at, value] of (a ?? []).entries()) expect(value).toBeCloseTo(b?.[at] ?? Number.NaN, 5);
    expect(c).toEqual(d);
    tf.dispose([fed, skipped, inUse, twice]);
    samples.dispose();
    network.dispose();
  });

  test('one layer by itself leaves the others out, and grey pictures stay grey', async () => {
    const bytes = Uint8Array.from({ length: 12 }, (_, at) => at * 20);
    const grey = { shape: [4, 3, 1] as const, bytes };
    const request = { graph, dataset: 'made up', sample: 0, seed: 2, epochs: [0, 1, 2], only: 'light' };
    const preview = await previewPictures(request, grey);
    expect(preview.pictures.map(({ width, height }) => [width, height])).toEqual([
      [3, 4],
      [3, 4],
      [3, 4],
    ]);
    const at = (rgba: Uint8ClampedArray, pixel: number) => rgba[4 * pixel] ?? Number.NaN;
    for (const { rgba } of preview.pictures) {
      const difference = at(rgba, 5) - at(preview.original.rgba, 5);
      expect(at(rgba, 6) - at(preview.original.rgba, 6)).toBe(difference);
      expect(rgba[5 * 4]).toBe(rgba[5 * 4 + 2]);
    }
  });
}
