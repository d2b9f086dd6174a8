import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datasetFiles } from './dataset-files.ts';
import { memoryFiles } from './testing/memory-files.ts';

const picture = (bytes: Uint8Array) => ({ hash: createHash('sha256').update(bytes).digest('hex'), bytes });
const contents = fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 12 });

test('every picture comes back as it was kept, here and for whoever opens the files anew, and lies there once', async () => {
  await fc.assert(
    fc.asyncProperty(contents, contents, async (first, second) => {
      const files = memoryFiles();
      const [here, before] = [datasetFiles(files), datasetFiles(files)];
      await before.picture('00');
      await here.keepPictures(first.map(picture));
      await here.keepPictures(second.map(picture));
      for (const one of [here, before, datasetFiles(files)]) {
        for (const bytes of [...first, ...second]) {
          const kept = await one.picture(picture(bytes).hash);
          expect(new Uint8Array(await kept!.arrayBuffer())).toEqual(bytes);
        }
      }
      const unlike = new Map([...first, ...second].map((bytes) => [picture(bytes).hash, bytes.length]));
      const stored = (await files.list('packs')).reduce((total, { size }) => total + size, 0);
      const packs = (await files.list('packs')).length;
      expect(stored).toBe([...unlike.values()].reduce((total, length) => total + length + 36, 8 * packs));
    }),
    { numRuns: 40 },
  );
});

test('a file of any bytes among the packs harms nobody', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const files = memoryFiles();
      await files.write('packs/strange', bytes);
      const own = picture(Uint8Array.of(1, 2, 3));
      const here = datasetFiles(files);
      await here.keepPictures([own]);
      expect((await here.picture(own.hash))?.size).toBe(3);
      expect(await here.picture('ab'.repeat(32))).toBeUndefined();
    }),
  );
});

test('a picture whose pack another tab has removed meanwhile is written anew', async () => {
  const files = memoryFiles();
  const [here, there] = [datasetFiles(files), datasetFiles(files)];
  const own = picture(Uint8Array.of(1, 2, 3));
  await here.keepPictures([own]);
  await there.removePictures([own.hash], new Set());
  expect(await files.list('packs')).toEqual([]);
  await here.keepPictures([own]);
  expect((await datasetFiles(files).picture(own.hash))?.size).toBe(3);
});
