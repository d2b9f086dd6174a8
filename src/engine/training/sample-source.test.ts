import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { PictureSet } from '#data/picture-set.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { gatherPixels } from './device-pixels.ts';
import { ResidentSamples } from './resident-samples.ts';
import { createSampleSource } from './sample-source.ts';
import { StreamedSamples } from './streamed-samples.ts';

beforeAll(() => standOnCpu());

const pictures: PictureSet = {
  height: 2,
  width: 3,
  channels: 3,
  count: 40,
  pixels: Uint8Array.from({ length: 40 * 18 }, (_, place) => (place * 73) % 256),
  labels: Uint16Array.from({ length: 40 }, (_, place) => (place * 7) % 300),
  classNames: Array.from({ length: 300 }, (_, place) => String(place)),
  isLightOnDark: false,
};

test('a data set on the device and one that is streamed give the same batches', () => {
  const [resident, streamed] = [new ResidentSamples(pictures), new StreamedSamples(pictures)];
  const before = tf.memory().numTensors;
  fc.assert(
    fc.property(fc.array(fc.nat(39), { minLength: 1, maxLength: 20 }), (chosen) => {
      const indices = Uint32Array.from(chosen);
      const [one, other] = [resident, streamed].map((source) =>
        tf.tidy(() => {
          const { pixels, labels } = source.batch(indices);
          const held = source.pixelsAt(indices);
          const gathered = gatherPixels(held.pixels, held.rows);
          expect(gathered.arraySync()).toEqual(pixels.arraySync());
          return [pixels.arraySync(), labels.arraySync(), source.labelsAt(indices).arraySync()];
        }),
      );
      expect(one).toEqual(other);
    }),
  );
  expect(tf.memory().numTensors).toBe(before);
  resident.dispose();
  expect(tf.memory().numTensors).toBe(before - 2);
});

test('it is streamed where one buffer of the device would not hold it', () => {
  const bytes = pictures.pixels.length * 4;
  const limits = (size: number) => ({ maxStorageBufferBindingSize: size, maxBufferSize: 1e9 });
  const [fits, not] = [createSampleSource(pictures, limits(bytes)), createSampleSource(pictures, limits(bytes - 1))];
  expect(fits).toBeInstanceOf(ResidentSamples);
  expect(not).toBeInstanceOf(StreamedSamples);
  fits.dispose();
});
