import { expect, test, vi } from 'vitest';
import { createThumbnails } from './thumbnails.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Pictures that know whether they were freed. */
function sourceOf(capacity: number) {
  const freed: number[] = [];
  const fetch = vi.fn(async (samples: readonly number[]) =>
    samples.map((sample) => ({ width: sample, height: 1, close: () => freed.push(sample) }) as unknown as ImageBitmap),
  );
  return { freed, fetch, thumbnails: createThumbnails({ fetch, capacity }) };
}

test('cells that come into sight together share a call, and each gets its own picture', async () => {
  const { fetch, thumbnails } = sourceOf(100);
  const shown = new Map<number, number | undefined>();
  for (const sample of [3, 1, 2]) thumbnails.request(sample, (picture) => shown.set(sample, picture?.width));
  await settle();
  expect(fetch).toHaveBeenCalledOnce();
  expect(shown).toEqual(
    new Map([
      [3, 3],
      [1, 1],
      [2, 2],
    ]),
  );
});

test('a picture that is held is shown at once', async () => {
  const { fetch, thumbnails } = sourceOf(100);
  thumbnails.request(7, () => undefined);
  await settle();
  const show = vi.fn();
  thumbnails.request(7, show);
  expect(show).toHaveBeenCalledOnce();
  expect(fetch).toHaveBeenCalledOnce();
});

test('a cell that left before its turn is not asked for', async () => {
  const { fetch, thumbnails } = sourceOf(100);
  thumbnails.request(1, () => undefined)();
  thumbnails.request(2, () => undefined);
  await settle();
  expect(fetch.mock.calls).toEqual([[[2]]]);
});

test('no more are held than there is room for, the oldest are freed, and the rest at the end', async () => {
  const { freed, thumbnails } = sourceOf(2);
  for (const sample of [1, 2, 3]) {
    thumbnails.request(sample, () => undefined);
    await settle();
  }
  expect(freed).toEqual([1]);
  thumbnails.dispose();
  expect(freed).toEqual([1, 2, 3]);
});

test('a call that fails leaves its samples without a picture', async () => {
  const thumbnails = createThumbnails({ fetch: () => Promise.reject(new Error('gone')), capacity: 2 });
  const show = vi.fn();
  thumbnails.request(1, show);
  await settle();
  expect(show).toHaveBeenCalledWith(null);
});
