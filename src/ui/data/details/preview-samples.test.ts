import { expect, test } from 'vitest';
import type { SampleColumns } from '#protocol/library.ts';
import { previewSamples } from './preview-samples.ts';

const columns = {
  ids: Uint32Array.of(10, 11, 12, 13),
  classes: Uint16Array.of(0, 0, 1, 2),
} as unknown as SampleColumns;

test('the first of each class is shown while nothing is selected', () => {
  expect(previewSamples({ columns }, new Set())).toEqual([10, 12, 13]);
});

test('what is selected is shown, four at the most', () => {
  expect(previewSamples({ columns }, new Set([13, 11]))).toEqual([13, 11]);
  expect(previewSamples({ columns }, new Set([1, 2, 3, 4, 5]))).toHaveLength(4);
});
