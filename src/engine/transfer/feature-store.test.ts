import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { createFeatureSource } from './feature-source.ts';
import { FeatureStore } from './feature-store.ts';
import type { FeaturesOrigin } from './features-origin.ts';
import { contentHash, type FeatureRow } from './kept-features.ts';
import { StreamedFeatures } from './streamed-features.ts';

const origin: FeaturesOrigin = {
  base: { kind: 'zoo', network: 'MobileNet_0.25' },
  inputSize: 96,
  layer: 'conv_pw_13_relu',
  isHalfPrecision: false,
  preprocessing: [['Input', { shape: [96, 96, 3] }]],
};
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
      const kept = await new FeatureStore(files).open(origin, 3);
      for (const portion of portions) await kept.add(await rowsOf(portion));
      const all = [...new Set(portions.flat())];
      const wanted = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)];
      const hashes = await Promise.all(wanted.map(hashOf));
      const expected = (await rowsOf(wanted)).map(([, values]) => values);
      const next = await new FeatureStore(files).open(origin, 3);
      for (const each of [kept, next]) {
        expect(each.pictures).toBe(all.length);
        expect(await each.read(hashes)).toEqual(expected);
      }
      expect((await new FeatureStore(files).open({ ...origin, isHalfPrecision: true }, 3)).pictures).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test('a full disk, a damaged file and features of another size lose nothing but those', async () => {
  const full = await new FeatureStore(memoryFiles(10)).open(origin, 3);
  await full.add(await rowsOf([1, 2]));
  expect(await full.read([await hashOf(2)])).toEqual([Float32Array.of(2, -2, 0.5)]);
  const files = memoryFiles();
  await (await new FeatureStore(files).open(origin, 3)).add(await rowsOf([1, 2]));
  const { path } = (await files.list('features')).find((file) => !file.path.endsWith('about.json'))!;
  await files.write(`${path}-cut`, (await files.read(path))!.slice(0, 60));
  expect((await new FeatureStore(files).open(origin, 3)).pictures).toBe(2);
  expect((await new FeatureStore(files).open(origin, 4)).pictures).toBe(0);
});

test('what is kept is listed by what it is of, in a new visit too, and deleted one by one', async () => {
  const files = memoryFiles();
  const store = new FeatureStore(files);
  const embedded: FeaturesOrigin = { ...origin, base: { kind: 'embedded' }, layer: 'add', isHalfPrecision: true };
  await (await store.open(origin, 3)).add(await rowsOf([1, 2]));
  await (await store.open(origin, 3)).add(await rowsOf([3]));
  await (await store.open(embedded, 3)).add(await rowsOf([1]));
  const listed = await new FeatureStore(files).list();
  expect(listed).toEqual(await store.list());
  expect(listed).toMatchObject([
    { base: origin.base, inputSize: 96, layer: 'conv_pw_13_relu', isHalfPrecision: false, pictures: 3 },
    { base: { kind: 'embedded' }, layer: 'add', isHalfPrecision: true, pictures: 1 },
  ]);
  const onDisk = (await files.list('features')).reduce((sum, { size }) => sum + size, 0);
  expect(listed[0]!.bytes + listed[1]!.bytes).toBe(onDisk);
  await store.remove(listed[1]!.id);
  expect((await store.open(embedded, 3)).pictures).toBe(0);
  await store.remove(listed[0]!.id);
  expect(await files.list('features')).toEqual([]);
  expect(await store.list()).toEqual([]);
});

test('what an older version kept, and what does not say what it is, is deleted at the first look', async () => {
  const files = memoryFiles();
  await (await new FeatureStore(files).open(origin, 3)).add(await rowsOf([1]));
  const own = await files.list('features');
  const bytes = Uint8Array.of(1, 2, 3);
  for (const path of ['0a1b/2c3d', '0a1b/4e5f', '2/nameless/6a7b', '2/garbled/about.json']) {
    await files.write(`features/${path}`, bytes);
  }
  expect((await new FeatureStore(files).open(origin, 3)).pictures).toBe(1);
  expect(await files.list('features')).toEqual(own);
});

test('features that do not fit the device are streamed, and make the same batches', async () => {
  const kept = await new FeatureStore(memoryFiles()).open(origin, 3);
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
