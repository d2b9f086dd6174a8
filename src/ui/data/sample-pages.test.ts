import { expect, test, vi } from 'vitest';
import { createSamplePages } from './sample-pages.ts';

const shape = [1, 1, 1] as const;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A data set whose sample i has the pixel i mod 256 and the class i mod 3. */
function pagesOf(sampleCount: number) {
  const fetchSamples = vi.fn(async (indices: readonly number[]) => ({
    pixels: Uint8Array.from(indices),
    labels: Uint8Array.from(indices, (index) => index % 3),
  }));
  return { fetchSamples, pages: createSamplePages({ sampleCount, sampleShape: shape }, fetchSamples) };
}

test('a sample comes with its page, and the page is fetched once', async () => {
  const { fetchSamples, pages } = pagesOf(1000);
  expect(pages.sample(301)).toBeNull();
  expect(pages.sample(302)).toBeNull();
  await settle();
  expect(pages.sample(301)).toMatchObject({ label: 1, picture: { width: 1, height: 1 } });
  expect(pages.sample(301)?.picture.rgba[0]).toBe(301 % 256);
  expect(fetchSamples).toHaveBeenCalledOnce();
});

test('listeners hear of pages that arrive', async () => {
  const { pages } = pagesOf(10);
  const listener = vi.fn();
  const before = pages.version();
  pages.subscribe(listener);
  pages.sample(0);
  await settle();
  expect(listener).toHaveBeenCalledOnce();
  expect(pages.version()).toBeGreaterThan(before);
});

test('the samples of a class are known when every page is there', async () => {
  const { pages } = pagesOf(600);
  expect(pages.indicesOf(2)).toBeNull();
  await settle();
  const indices = pages.indicesOf(2);
  expect(indices).toHaveLength(200);
  expect(indices?.every((index) => index % 3 === 2)).toBe(true);
  expect(pages.indicesOf(2)).toBe(indices);
});

test('a page that did not come is told, and fetched again when asked', async () => {
  const { fetchSamples, pages } = pagesOf(10);
  fetchSamples.mockRejectedValueOnce({ code: 'gone', message: 'The engine is gone.', remedy: 'Reload.' });
  pages.sample(0);
  await settle();
  expect(pages.fault()).toEqual({ code: 'gone', message: 'The engine is gone.', remedy: 'Reload.' });
  pages.sample(0);
  expect(fetchSamples).toHaveBeenCalledOnce();
  pages.retry();
  expect(pages.sample(0)).toBeNull();
  await settle();
  expect(pages.sample(0)).not.toBeNull();
  expect(pages.fault()).toBeNull();
});
