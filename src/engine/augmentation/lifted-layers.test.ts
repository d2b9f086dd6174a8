import { expect, test } from 'vitest';
import { chain } from '../testing/chain.ts';
import { liftedLayers } from './lifted-layers.ts';

test.each([
  ['bilinear', ['Resizing', 'RandomFlip']],
  ['nearest', ['Resizing', 'RandomFlip']],
  // Passes read one or four pixels: what reads more is left to the network, and what follows it too.
  ['bicubic', []],
  ['lanczos5', []],
] as const)('behind a Resizing by %s', (interpolation, expected) => {
  const graph = chain(
    { type: 'Input', config: { shape: [9, 9, 3] } },
    { type: 'Resizing', config: { height: 6, width: 6, interpolation } },
    { type: 'RandomFlip' },
    { type: 'Flatten' },
  );
  expect(liftedLayers(graph).map(({ type }) => type)).toEqual(expected);
});
