import { expect, test } from 'vitest';
import { samplePicture } from './sample-picture.ts';

test('grey bytes give equal red, green and blue', () => {
  expect([...samplePicture(Uint8Array.of(7, 200), [1, 2, 1]).rgba]).toEqual([7, 7, 7, 255, 200, 200, 200, 255]);
});

test('three channels keep their order', () => {
  expect([...samplePicture(Uint8Array.of(1, 2, 3), [1, 1, 3]).rgba]).toEqual([1, 2, 3, 255]);
});
