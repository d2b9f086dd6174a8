import { expect, test } from 'vitest';
import { packMnist } from '../../../scripts/pack-mnist.ts';
import { DatasetShelf } from './dataset-shelf.ts';

test('fetches a data set beside the app, once', async () => {
  const asked: string[] = [];
  const shelf = new DatasetShelf('https://example.org/stride/', async (url) => {
    asked.push(url);
    return packMnist();
  });
  const [first, second] = await Promise.all([shelf.open('mnist'), shelf.open('mnist')]);
  expect(first).toBe(second);
  expect(asked).toEqual(['https://example.org/stride/data/mnist.bin']);
  expect(first.info).toMatchObject({ id: 'mnist', sampleCount: 10_000, sampleShape: [28, 28, 1] });
});

test('says what is wrong with one that cannot be had, and tries again when asked again', async () => {
  let isOffline = true;
  const shelf = new DatasetShelf('https://example.org/', async () => {
    if (isOffline) throw new Error('the server answered 404');
    return packMnist();
  });
  await expect(shelf.open('mnist')).rejects.toMatchObject({
    code: 'dataset-missing',
    message: expect.stringMatching(/mnist\.bin.*404/),
  });
  await expect(shelf.open('constructor')).rejects.toMatchObject({ code: 'dataset-unknown' });
  isOffline = false;
  await expect(shelf.open('mnist')).resolves.toBeDefined();
});
