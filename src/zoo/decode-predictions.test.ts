import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import { type ClassLabel, decodePredictions } from './decode-predictions.ts';

const labels: readonly ClassLabel[] = [
  ['n02123045', 'tabby'],
  ['n02123159', 'tiger_cat'],
  ['n02124075', 'Egyptian_cat'],
];

test('the likeliest classes come first, with their labels', () => {
  expect(decodePredictions(new Float32Array([0.25, 0.125, 0.625]), labels, 2)).toEqual([
    { classIndex: 2, wnid: 'n02124075', name: 'Egyptian_cat', probability: 0.625 },
    { classIndex: 0, wnid: 'n02123045', name: 'tabby', probability: 0.25 },
  ]);
});

test('no class that is left out is likelier than one that is named', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 }),
      fc.nat(60),
      (scores, top) => {
        const named = decodePredictions(
          scores,
          scores.map((_, index) => [`n${index}`, `class ${index}`]),
          top,
        );
        expect(named.length).toBe(Math.min(top, scores.length));
        const chosen = new Set(named.map(({ classIndex }) => classIndex));
        const least = Math.min(...named.map(({ probability }) => probability));
        for (const [index, score] of scores.entries()) if (!chosen.has(index)) expect(score).toBeLessThanOrEqual(least);
      },
    ),
  );
});

test('labels of another network are refused', () => {
  expect(() => decodePredictions([0.5, 0.5], labels)).toThrow(StrideError);
});
