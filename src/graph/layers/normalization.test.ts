import * as v from 'valibot';
import { expect, test } from 'vitest';
import { normalization } from './normalization.ts';

test('it keeps seven numbers for a colour picture, none of them trained', () => {
  const weights = normalization.weights(v.parse(normalization.schema, {}), [[224, 224, 3]]);
  expect(weights).toEqual([
    { name: 'mean', shape: [3], trainable: false },
    { name: 'variance', shape: [3], trainable: false },
    { name: 'count', shape: [], trainable: false },
  ]);
});

test('fixed numbers need no weights and come in pairs', () => {
  const config = v.parse(normalization.schema, { mean: [1, 2, 3], variance: [1, 1, 1] });
  expect(normalization.weights(config, [[224, 224, 3]])).toEqual([]);
  expect(v.safeParse(normalization.schema, { mean: [1, 2, 3] }).success).toBe(false);
});
