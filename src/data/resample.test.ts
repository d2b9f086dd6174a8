import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resample } from './resample.ts';

const plane = fc
  .record({
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 12 }),
    channels: fc.constantFrom(1, 3),
  })
  .chain((size) =>
    fc
      .array(fc.integer({ min: 0, max: 255 }), {
        minLength: size.width * size.height * size.channels,
        maxLength: size.width * size.height * size.channels,
      })
      .map((values) => ({ ...size, values: Float32Array.from(values) })),
  );
const side = fc.integer({ min: 1, max: 15 });

test('the same size gives the same picture', () => {
  fc.assert(
    fc.property(plane, (each) => {
      expect(resample(each, each.width, each.height).values).toEqual(each.values);
    }),
  );
});

test('no value leaves the range of the picture', () => {
  fc.assert(
    fc.property(plane, side, side, (each, width, height) => {
      const { values } = resample(each, width, height);
      expect(values).toHaveLength(width * height * each.channels);
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(Math.min(...each.values) - 1e-3);
        expect(value).toBeLessThanOrEqual(Math.max(...each.values) + 1e-3);
      }
    }),
  );
});

test('halving averages, where plain bilinear would skip: a thin line keeps its ink', () => {
  const values = new Float32Array(32 * 32);
  for (let row = 0; row < 32; row++) values[row * 32 + 13] = 255;
  const shrunk = resample({ width: 32, height: 32, channels: 1, values }, 4, 4);
  expect(shrunk.values.reduce((total, value) => total + value)).toBeCloseTo((32 * 255) / 64, 0);
});

test('weighs pixels by a triangle as wide as the reduction, cut off at the border', () => {
  // (¾ · 0 + ¾ · 50 + ¼ · 100) / 1¾, and so on.
  const { values } = resample(
    { width: 6, height: 1, channels: 1, values: Float32Array.of(0, 50, 100, 150, 200, 250) },
    3,
    1,
  );
  expect([...values].map(Math.round)).toEqual([36, 125, 214]);
});
