import { afterAll, expect, test } from 'vitest';
import { datasetFiles } from '#storage/dataset-files.ts';
import { opfsFiles } from '#storage/opfs-files.ts';
import { filedPixels } from './filed-pixels.ts';

const store = opfsFiles('filed-pixels-test');
const files = datasetFiles(store);
afterAll(() => files.removeDecoded('library:filed'));

const settings = { height: 16, width: 16, channels: 3, fit: 'stretch' } as const;
const size = 16 * 16 * 3;

/** Opens the data set of these pictures, each of its number's grey. */
async function open(numbers: readonly number[], whileDecoding: () => Promise<unknown> = async () => undefined) {
  const hashes = Uint8Array.from(numbers.flatMap((number) => Array.from({ length: 32 }, () => number)));
  const picture = async (hash: string) => new Blob([Uint8Array.of(Number.parseInt(hash.slice(0, 2), 16))]);
  const decode = async (file: Blob) => {
    await whileDecoding();
    const grey = new Uint8Array(await file.arrayBuffer())[0] ?? 0;
    return { width: 1, height: 1, rgba: Uint8ClampedArray.of(grey, grey, grey, 255) };
  };
  const request = { dataset: 'library:filed', hashes, settings, files: { ...files, picture }, codec: { decode } };
  const filed = await filedPixels({ ...request, onProgress: () => undefined });
  return filed.rowsOf(Uint32Array.from(numbers.keys()));
}

const greys = (pixels: Uint8Array) => Array.from({ length: pixels.length / size }, (_, row) => pixels[row * size]);

test('the browser’s own files: rows are read while the file is written anew from itself, and not after', async () => {
  const first = await open([7, 8, 9]);
  expect(greys(await first.read([2, 0, 1, 2]))).toEqual([9, 7, 8, 9]);
  const meanwhile: unknown[] = [];
  const next = await open([9, 10, 7], async () => meanwhile.push(greys(await first.read([1]))));
  expect(meanwhile).toEqual([[8]]);
  expect(greys(await next.read([0, 1, 2]))).toEqual([9, 10, 7]);
  await expect(first.read([0])).rejects.toMatchObject({ code: 'dataset-changed' });
});
