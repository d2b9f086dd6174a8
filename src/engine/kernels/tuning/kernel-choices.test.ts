import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choiceKey } from './kernel-choices.ts';

const product = (rows: number, inner: number) => choiceKey('BatchMatMul', [[rows, inner]], { transposeA: false });
const filterGradient = (batch: number) =>
  choiceKey('Conv2DBackpropInput', [[batch, 11, 11, 64]], { inputShape: [batch, 13, 13, 32], pad: 'valid' });

test('batches of about the same size share a measurement', () => {
  expect(product(49, 1600)).toBe(product(50, 1600));
  expect(filterGradient(49)).toBe(filterGradient(50));
  expect(product(50, 1600)).not.toBe(product(10, 1600));
  expect(filterGradient(50)).not.toBe(filterGradient(256));
});

test('what kernels tell apart is told apart: small sizes, and whether a size divides by four', () => {
  expect(product(50, 64)).not.toBe(product(50, 63));
  expect(product(50, 3)).not.toBe(product(50, 4));
  expect(choiceKey('Conv2D', [[1, 8, 8, 4]], { pad: 'same' })).not.toBe(
    choiceKey('Conv2D', [[1, 8, 8, 4]], { pad: 'valid' }),
  );
  expect(choiceKey('MaxPool', [[50, 64]], {})).not.toBe(choiceKey('AvgPool', [[50, 64]], {}));
});

test('no class is wider than an eighth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 1e6 }), fc.integer({ min: 16, max: 1e6 }), (a, b) => {
      if (product(a, 1) === product(b, 1)) expect(Math.max(a, b) / Math.min(a, b)).toBeLessThan(1.125);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 1e6 }), (size) => {
      expect(product(size, 1)).not.toBe(product(Math.ceil(size * 1.125), 1));
    }),
  );
});
