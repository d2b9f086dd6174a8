import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { idx } from './testing/idx-file.ts';
import { memoryLibrary, newDataset } from './testing/memory-library.ts';

describe('hosted data sets', () => {
  const files: Readonly<Record<string, Uint8Array>> = {
    't10k-images-idx3-ubyte.gz': gzipSync(idx([2, 1, 1], [1, 2])),
    't10k-labels-idx1-ubyte.gz': gzipSync(idx([2], [9, 0])),
  };
  test('are fetched and imported with the names of their classes', async () => {
    const memory = memoryLibrary({
      fetchFile: async (url) => new Blob([new Uint8Array(files[url.slice(url.lastIndexOf('/') + 1)]!)]),
    });
    const id = await newDataset(memory);
    await memory.library.importHosted({ job: 'x', dataset: id, hosted: 'fashion-mnist-10k' });
    expect((await memory.library.describe(id)).classNames).toEqual(['Ankle boot', 'T-shirt/top']);
  });
  test('fail offline with a sentence that says which and from where', async () => {
    const memory = memoryLibrary({ fetchFile: () => Promise.reject(new TypeError('Failed to fetch')) });
    const id = await newDataset(memory);
    await expect(
      memory.library.importHosted({ job: 'x', dataset: id, hosted: 'fashion-mnist-10k' }),
    ).rejects.toMatchObject({
      code: 'offline',
      message: 'Fashion-MNIST, 10,000 could not be fetched from raw.githubusercontent.com: Failed to fetch.',
      remedy: expect.stringMatching(/4\.4.MB/),
    });
  });
});
