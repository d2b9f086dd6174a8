import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { createFeatureSource } from './feature-source.ts';
import { contentHash, type FeatureRow, FeatureStore } from './feature-store.ts';
import { StreamedFeatures } from './streamed-features.ts';

const hashOf = (picture: number) => contentHash(Uint8Array.of(picture));
const rowsOf = (pictures: readonly number[]): Promise<FeatureRow[]> =>
  Promise.all(
    pictures.map(async (picture) => [await hashOf(picture), Float32Array.of(picture, -picture, 0.5)] as const),
  );

beforeAll(standOnCpu);

test('what was added in any portions is read back in any order, now and by the next visit', async () => {
  const pictures = fc.uniqueArray(fc.nat(255), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(pictures, { minLength: 1, maxLength: 4 }), fc.nat(), async (portions, turn) => {
      const files = memoryFiles();
      const kept = await new FeatureStore(files).open('base', 3);
      for (const portion of portions) await kept.add(await rowsOf(portion));
      const all = [...new Set(portions.flat())];
      const wanted = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)];
      const hashes = await Promise.all(wanted.map(hashOf));
      const expected = (await rowsOf(wanted)).map(([, values]) => values);
      const next = await new FeatureStore(files).open('base', 3);
      for (const each of [kept, next]) {
        expect(each.pictures).toBe(all.length);
        expect(await each.read(hashes)).toEqual(expected);
      }
      expect((await new FeatureStore(files).open('another base', 3)).pictures).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test('a full disk, a damaged file and features of another size lose nothing but those', async () => {
  const full = await new FeatureStore(memoryFiles(10)).open('base', 3);
  await full.add(await rowsOf([1, 2]));
  expect(await full.read([await hashOf(2)])).toEqual([Float32Array.of(2, -2, 0.5)]);
  const files = memoryFiles();
  await (await new FeatureStore(files).open('base', 3)).add(await rowsOf([1, 2]));
  const { path } = (await files.list('features'))[0]!;
  await files.write(`${path}-cut`, (await files.read(path))!.slice(0, 60));
  expect((await new FeatureStore(files).open('base', 3)).pictures).toBe(2);
  expect((await new FeatureStore(files).open('base', 4)).pictures).toBe(0);
});

test('features that do not fit the device are streamed, and make the same batches', async () => {
  const kept = await new FeatureStore(memoryFiles()).open('base', 3);
  const pictures = [...new Array(20).keys()];
  await kept.add(await rowsOf(pictures.slice(0, 13)));
  await kept.add(await rowsOf(pictures.slice(13)));
  const hashes = await Promise.all(pictures.map(hashOf));
  const set = { kept, hashes, labels: pictures.map((picture) => picture % 2), shape: [1, 1, 3] as const };
  const limit = 20 * 3 * 4;
  const resident = await createFeatureSource(set, { maxBufferSize: limit, maxStorageBufferBindingSize: limit });
  const streamed = await createFeatureSource(set, { maxBufferSize: limit - 1, maxStorageBufferBindingSize: limit });
  expect(streamed).toBeInstanceOf(StreamedFeatures);
  expect(resident).not.toBeInstanceOf(StreamedFeatures);
  for (const indices of [Uint32Array.of(3, 17, 3), Uint32Array.of(17, 0)]) {
    await streamed.fetch?.(indices);
    const [a, b] = [resident, streamed].map((source) =>
      tf.tidy(() => {
        const { pixels, labels } = source.batch(indices);
        return { pixels: [...pixels.dataSync()], labels: [...labels.dataSync()], shape: pixels.shape };
      }),
    );
    expect(b).toEqual(a);
  }
  resident.dispose();
  streamed.dispose();
});
