import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gaussianBlur } from './gaussian-blur.ts';
import { paintedPicture } from './testing/painted-picture.ts';

test('a flat picture stays flat, and no smoothing changes nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.double({ min: 0, max: 3, noNaN: true }), (grey, sigma) => {
      const flat = paintedPicture({ height: 3, width: 5 }, [grey, 0, 255], []);
      gaussianBlur(flat, sigma).forEach((value, index) => {
        expect(value).toBeCloseTo(flat.values[index]!, 9);
      });
    }),
  );
  const picture = paintedPicture(
    { height: 4, width: 4 },
    [9, 9, 9],
    [{ box: { y1: 1, x1: 1, y2: 2, x2: 3 }, color: [200, 3, 7] }],
  );
  expect([...gaussianBlur(picture, 0)]).toEqual([...Uint8Array.from(picture.values)]);
});

test('one bright pixel spreads evenly, keeps its sum and falls off as a Gaussian', () => {
  const size = 21;
  const dot = { y1: 10, x1: 10, y2: 11, x2: 11 };
  const picture = paintedPicture({ height: size, width: size }, [0, 0, 0], [{ box: dot, color: [255, 0, 0] }]);
  const blurred = gaussianBlur(picture, 2);
  const red = (y: number, x: number) => blurred[(y * size + x) * 3]!;
  expect(blurred.reduce((total, value) => total + value, 0)).toBeCloseTo(255, 6);
  expect(red(10, 13)).toBeCloseTo(red(7, 10), 9);
  expect(red(10, 12) / red(10, 10)).toBeCloseTo(Math.exp(-0.5), 9);
});
