import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitPicture, fittedRegion } from './fit-picture.ts';
import { resample } from './resample.ts';
import { planeOf } from './rgba.ts';

const side = fc.integer({ min: 1, max: 14 });
const picture = fc
  .tuple(side, side)
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((bytes) => ({ width, height, rgba: new Uint8ClampedArray(bytes) })),
  );
const channels = fc.constantFrom(1 as const, 3 as const);

test('stretching is the resampling of the picture laid over white', () => {
  fc.assert(
    fc.property(picture, side, side, channels, (each, width, height, wanted) => {
      const fitted = fitPicture(each, { width, height, channels: wanted, fit: 'stretch' });
      const expected = resample(planeOf(each, wanted, 255), width, height).values;
      expect(fitted).toHaveLength(expected.length);
      for (const [place, value] of fitted.entries())
        expect(Math.abs(value - expected[place]!)).toBeLessThanOrEqual(0.51);
    }),
  );
});

test('an even picture stays even however it is fitted, but for the bars of a letterbox', () => {
  fc.assert(
    fc.property(side, side, side, side, fc.integer({ min: 1, max: 255 }), (w, h, width, height, grey) => {
      const even = {
        width: w,
        height: h,
        rgba: new Uint8ClampedArray(w * h * 4).fill(grey).map((v, i) => (i % 4 === 3 ? 255 : v)),
      };
      for (const fit of ['stretch', 'crop'] as const) {
        expect(new Set(fitPicture(even, { width, height, channels: 1, fit }))).toEqual(new Set([grey]));
      }
      for (const value of fitPicture(even, { width, height, channels: 1, fit: 'letterbox' })) {
        expect(value).toBeLessThanOrEqual(grey);
      }
    }),
  );
});

describe('what of the picture is used', () => {
  const size = { width: 100, height: 50 };
  test('cropping takes the middle, in the aspect ratio wanted', () => {
    expect(fittedRegion(size, { width: 20, height: 20 }, 'crop')).toEqual({ left: 25, top: 0, width: 50, height: 50 });
  });
  test('letterboxing adds what is missing on both sides', () => {
    expect(fittedRegion(size, { width: 20, height: 20 }, 'letterbox')).toEqual({
      left: 0,
      top: -25,
      width: 100,
      height: 100,
    });
  });
});

test('a letterbox has black bars and the whole picture between them', () => {
  const white = { width: 4, height: 2, rgba: new Uint8ClampedArray(32).fill(255) };
  const fitted = fitPicture(white, { width: 4, height: 4, channels: 1, fit: 'letterbox' });
  expect([...fitted]).toEqual([0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0]);
});
