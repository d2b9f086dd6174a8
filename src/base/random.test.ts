import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineSeeds, fnv1a, permutation, RandomStream, uniformAt } from './random.ts';

test('fnv1a equals the published 32-bit vectors, also beyond ASCII', () => {
  expect(fnv1a('')).toBe(0x811c9dc5);
  expect(fnv1a('a')).toBe(0xe40c292c);
  expect(fnv1a('foobar')).toBe(0xbf9cf968);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      let expected = 0x811c9dc5;
      for (const byte of new TextEncoder().encode(text)) expected = Math.imul(expected ^ byte, 0x01000193);
      expect(fnv1a(text)).toBe(expected >>> 0);
    }),
  );
});

test('a permutation holds every index once and follows from its seed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.nat(), (count, seed) => {
      const order = permutation(count, seed);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
      expect(permutation(count, seed)).toEqual(order);
    }),
  );
});

test('uniform draws fill [0, 1) evenly', () => {
  const bins = new Array<number>(10).fill(0);
  for (let index = 0; index < 10_000; index++) {
    const draw = uniformAt(7, index);
    expect(draw).toBeGreaterThanOrEqual(0);
    expect(draw).toBeLessThan(1);
    bins[Math.floor(draw * 10)]! += 1;
  }
  for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('a stream continues from its position', () => {
  const stream = new RandomStream(3);
  stream.next();
  stream.next();
  const resumed = new RandomStream(3, stream.position);
  expect(resumed.next()).toBe(stream.next());
});

test('the order of seed parts matters', () => {
  expect(combineSeeds(1, 2)).not.toBe(combineSeeds(2, 1));
});
