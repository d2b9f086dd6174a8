import { expect, test } from 'vitest';
import type { SampleColumns } from '#protocol/library.ts';
import { commonSize } from './common-size.ts';

const columnsOf = (sizes: readonly (readonly [number, number, number])[]) =>
  ({
    widths: Uint32Array.from(sizes, ([width]) => width),
    heights: Uint32Array.from(sizes, ([, height]) => height),
    channels: Uint8Array.from(sizes, ([, , channels]) => channels),
  }) as unknown as SampleColumns;

test.each([
  {
    name: 'all gray',
    sizes: [
      [28, 20, 1],
      [28, 20, 2],
    ],
    size: { width: 28, height: 20, channels: 1 },
  },
  {
    name: 'one in colour',
    sizes: [
      [28, 20, 1],
      [28, 20, 3],
    ],
    size: { width: 28, height: 20, channels: 3 },
  },
  {
    name: 'of two widths',
    sizes: [
      [28, 20, 1],
      [29, 20, 1],
    ],
    size: null,
  },
  {
    name: 'of two heights',
    sizes: [
      [28, 20, 1],
      [28, 21, 1],
    ],
    size: null,
  },
  { name: 'too large', sizes: [[4000, 20, 3]], size: null },
  { name: 'none', sizes: [], size: null },
] as const)('pictures $name', ({ sizes, size }) => {
  expect(commonSize(columnsOf(sizes))).toEqual(size);
});
