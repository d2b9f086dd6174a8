import { expect, test } from 'vitest';
import { assertBaseFits } from './assert-base-fits.ts';

const limits = (bytes: number) => ({ maxBufferSize: bytes, maxStorageBufferBindingSize: 2 * bytes });

test('a base whose outputs the graphics card cannot hold is refused with what to do, and one that just fits is not', () => {
  const choice = { base: { kind: 'zoo', network: 'VGG16' }, inputSize: 224 } as const;
  const largest = 8 * 224 * 224 * 64 * 4;
  assertBaseFits(choice, [32, 32, 3], 8, limits(largest));
  expect(() => assertBaseFits(choice, [32, 32, 3], 8, limits(largest - 1))).toThrowError(
    expect.objectContaining({
      code: 'network-too-large',
      message: expect.stringMatching(/too large for this graphics card at 224 × 224.*block1_conv1/),
      remedy: expect.stringMatching(/smaller size.*Nothing was fetched/),
    }),
  );
});
