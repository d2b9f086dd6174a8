import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf } from './box.ts';
import { proposals, selectiveSearch } from './selective-search.ts';
import { paintedPicture, type Rgb } from './testing/painted-picture.ts';

const options = { scale: 100, sigma: 0, minSize: 9 };
const size = { height: 32, width: 40 };
const whole = { y1: 0, x1: 0, y2: 32, x2: 40 };

const anyPicture = fc
  .array(
    fc.record({
      y1: fc.integer({ min: 0, max: 28 }),
      x1: fc.integer({ min: 0, max: 36 }),
      side: fc.integer({ min: 4, max: 20 }),
      color: fc.tuple(...new Array<fc.Arbitrary<number>>(3).fill(fc.integer({ min: 0, max: 255 }))),
    }),
    { maxLength: 6 },
  )
  .map((rectangles) =>
    paintedPicture(
      size,
      [128, 128, 128],
      rectangles.map(({ y1, x1, side, color: [red = 0, green = 0, blue = 0] }) => ({
        box: { y1, x1, y2: y1 + side, x2: x1 + side },
        color: [red, green, blue],
      })),
    ),
  );

test('the boxes of painted rectangles are among the proposals', () => {
  const red = { y1: 4, x1: 3, y2: 14, x2: 15 };
  const blue = { y1: 16, x1: 22, y2: 30, x2: 36 };
  const picture = paintedPicture(
    size,
    [40, 90, 40],
    [
      { box: red, color: [230, 20, 20] },
      { box: blue, color: [20, 20, 230] },
    ],
  );
  const found = proposals(selectiveSearch(picture, options), 20);
  expect(found).toEqual(expect.arrayContaining([red, blue, whole]));
  expect(found.length).toBeLessThanOrEqual(5);
});

test('the halves of one object merge before either merges with the ground', () => {
  const [light, dark]: readonly Rgb[] = [
    [230, 20, 20],
    [180, 15, 15],
  ];
  const picture = paintedPicture(
    size,
    [40, 90, 200],
    [
      { box: { y1: 8, x1: 8, y2: 20, x2: 16 }, color: light! },
      { box: { y1: 8, x1: 16, y2: 20, x2: 24 }, color: dark! },
    ],
  );
  const merger = selectiveSearch(picture, options).find(({ mergedFrom }) => mergedFrom !== null);
  expect(merger?.box).toEqual({ y1: 8, x1: 8, y2: 20, x2: 24 });
});

test('the hierarchy is a binary tree from the first regions, which share out the picture, to the whole picture', () => {
  fc.assert(
    fc.property(anyPicture, (picture) => {
      const regions = selectiveSearch(picture, options);
      const first = regions.filter(({ mergedFrom }) => mergedFrom === null);
      expect(regions).toHaveLength(2 * first.length - 1);
      expect(first.reduce((total, region) => total + region.size, 0)).toBe(32 * 40);
      expect(regions.at(-1)).toMatchObject({ box: whole, size: 32 * 40 });
      const merged = regions.flatMap(({ mergedFrom }) => mergedFrom ?? []);
      expect(merged.sort((a, b) => a - b)).toEqual(regions.slice(0, -1).map((_, index) => index));
      regions.forEach(({ box, size: pixels, mergedFrom }, index) => {
        expect(areaOf(box)).toBeGreaterThanOrEqual(pixels);
        if (!mergedFrom) return;
        const [a, b] = [regions[mergedFrom[0]]!, regions[mergedFrom[1]]!];
        expect(Math.max(...mergedFrom)).toBeLessThan(index);
        expect(a.size + b.size).toBe(pixels);
        expect(Math.min(a.box.y1, b.box.y1)).toBe(box.y1);
        expect(Math.max(a.box.x2, b.box.x2)).toBe(box.x2);
      });
      expect(selectiveSearch(picture, options)).toEqual(regions);
    }),
    { numRuns: 15 },
  );
});

test('proposals are different, large enough and begin with the whole picture', () => {
  fc.assert(
    fc.property(anyPicture, fc.integer({ min: 1, max: 200 }), (picture, minSize) => {
      const found = proposals(selectiveSearch(picture, options), minSize);
      expect(found[0]).toEqual(whole);
      expect(new Set(found.map((box) => JSON.stringify(box))).size).toBe(found.length);
      for (const box of found) expect(areaOf(box)).toBeGreaterThanOrEqual(minSize);
    }),
    { numRuns: 15 },
  );
});

test('a picture without pixels gives nothing', () => {
  expect(selectiveSearch({ height: 0, width: 0, values: [] })).toEqual([]);
});
