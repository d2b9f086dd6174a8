/** Against numbers of `tf.image.resize`'s own definition: what a curve weighs at known distances, and what any resizing keeps. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resizeMatrix, resizeMethods } from './resize-weights.ts';

const rowsOf = (matrix: Float32Array, size: number) =>
  Array.from({ length: matrix.length / size }, (_, row) => [...matrix.subarray(row * size, (row + 1) * size)]);

describe.each(resizeMethods)('%s', (method) => {
  test('every output is a mean of inputs, and an evenly bright picture stays so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 30 }), (size, outputSize) => {
        const rows = rowsOf(resizeMatrix(size, outputSize, method), size);
        expect(rows).toHaveLength(outputSize);
        for (const row of rows) expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
      }),
    );
  });

  test('the same size changes nothing, and left is to right as right is to left', () => {
    for (const [place, row] of rowsOf(resizeMatrix(7, 7, method), 7).entries()) {
      for (const [input, weight] of row.entries()) expect(weight).toBeCloseTo(place === input ? 1 : 0, 5);
    }
    const rows = rowsOf(resizeMatrix(5, 10, method), 5);
    const mirrored = rows.map((row) => row.toReversed()).toReversed();
    for (const [index, row] of rows.entries()) {
      for (const [input, weight] of row.entries()) expect(weight).toBeCloseTo(mirrored[index]![input]!, 5);
    }
  });
});

test('in the middle, bicubic weighs as Keys says: at a quarter of a pixel -9, 111, 29, -3 of 128', () => {
  const [, , , , , row = []] = rowsOf(resizeMatrix(6, 12, 'bicubic'), 6);
  // Output 5 lies a quarter to the right of input 2.
  expect(row.map((weight) => Math.round(weight * 128))).toEqual([0, -9, 111, 29, -3, 0]);
});
