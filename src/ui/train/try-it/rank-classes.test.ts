import { expect, test } from 'vitest';
import { rankClasses } from './rank-classes.ts';

test('the likeliest class comes first', () => {
  const ranked = rankClasses({ probabilities: Float32Array.of(0.25, 0.5, 0.25), classNames: ['a', 'b', 'c'] });
  expect(ranked.map(({ name }) => name)).toEqual(['b', 'a', 'c']);
});

test('equal classes keep their order', () => {
  const ranked = rankClasses({ probabilities: new Float32Array(4), classNames: ['a', 'b', 'c', 'd'] });
  expect(ranked.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
});

test('what is not a number comes last and says so', () => {
  const ranked = rankClasses({ probabilities: Float32Array.of(Number.NaN, 0), classNames: ['a', 'b'] });
  expect(ranked).toEqual([
    { name: 'b', probability: 0 },
    { name: 'a', probability: null },
  ]);
});
