import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf, boxOfCorners, clipBox, isValidBox, mixBoxes, normalizeBox, scaleBox } from './box.ts';
import { anyBox, expectBoxCloseTo } from './testing/any-box.ts';

const anySize = fc.record({ height: fc.integer({ min: 1, max: 4000 }), width: fc.integer({ min: 1, max: 4000 }) });

test('a clipped box is valid, lies within the picture and within the box', () => {
  fc.assert(
    fc.property(anyBox, anySize, (box, size) => {
      const clipped = clipBox(box, size);
      expect(isValidBox(clipped)).toBe(true);
      expect(Math.min(clipped.y1, clipped.x1)).toBeGreaterThanOrEqual(0);
      expect(clipped.y2).toBeLessThanOrEqual(size.height);
      expect(clipped.x2).toBeLessThanOrEqual(size.width);
      expect(areaOf(clipped)).toBeLessThanOrEqual(areaOf(box));
      expect(clipBox(clipped, size)).toEqual(clipped);
    }),
  );
});

test('clipping leaves a box inside the picture as it is and takes all area from one outside', () => {
  const size = { height: 10, width: 20 };
  const inside = { y1: 1, x1: 2, y2: 9, x2: 18 };
  expect(clipBox(inside, size)).toEqual(inside);
  expect(areaOf(clipBox({ y1: 11, x1: 2, y2: 15, x2: 18 }, size))).toBe(0);
});

test('scaling undoes normalising', () => {
  fc.assert(
    fc.property(anyBox, anySize, (box, size) => {
      expectBoxCloseTo(scaleBox(normalizeBox(box, size), size), box);
    }),
  );
});

test('opposite corners make the same valid box in every order', () => {
  fc.assert(
    fc.property(anyBox, (box) => {
      expect(boxOfCorners(box.y2, box.x1, box.y1, box.x2)).toEqual(box);
      expect(boxOfCorners(box.y1, box.x2, box.y2, box.x1)).toEqual(box);
    }),
  );
});

test('a mixed box goes from the first to the second', () => {
  fc.assert(
    fc.property(anyBox, anyBox, (from, to) => {
      expect(mixBoxes(from, to, 0)).toEqual(from);
      expect(mixBoxes(from, to, 1)).toEqual(to);
      expectBoxCloseTo(mixBoxes(from, to, 0.25), mixBoxes(to, from, 0.75));
    }),
  );
});

test('boxes with corners out of order or not finite are not valid and have no area', () => {
  expect(isValidBox({ y1: 2, x1: 0, y2: 1, x2: 1 })).toBe(false);
  expect(isValidBox({ y1: 0, x1: 0, y2: Number.NaN, x2: 1 })).toBe(false);
  expect(isValidBox({ y1: 0, x1: 0, y2: Number.POSITIVE_INFINITY, x2: 1 })).toBe(false);
  expect(areaOf({ y1: 2, x1: 3, y2: 1, x2: 1 })).toBe(0);
});
