import fc from 'fast-check';
import { expect, test } from 'vitest';
import { segmentGraph } from './graph-segmentation.ts';
import { paintedPicture, type Rgb } from './testing/painted-picture.ts';

const sharp = { scale: 200, sigma: 0, minSize: 4 };
const colors: readonly Rgb[] = [
  [250, 10, 10],
  [10, 250, 10],
  [10, 10, 250],
];

test('every flat rectangle is a region of its own', () => {
  const left = { y1: 2, x1: 2, y2: 10, x2: 8 };
  const right = { y1: 4, x1: 10, y2: 14, x2: 18 };
  const picture = paintedPicture(
    { height: 16, width: 20 },
    [0, 0, 0],
    [
      { box: left, color: colors[0]! },
      { box: right, color: colors[1]! },
    ],
  );
  const { labels, regionCount } = segmentGraph(picture, sharp);
  expect(regionCount).toBe(3);
  const sizes = [0, 1, 2].map((label) => labels.filter((each) => each === label).length);
  expect(sizes).toEqual([320 - 48 - 80, 48, 80]);
  expect(labels[0]).toBe(0);
  expect(labels[2 * 20 + 2]).toBe(1);
  expect(labels[4 * 20 + 10]).toBe(2);
});

test('on tiles of flat colour, pixels share a region exactly if a path of their colour joins them', () => {
  const tiles = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(tiles, (choice) => {
      const rectangles = choice.map((color, tile) => {
        const [y1, x1] = [Math.floor(tile / 3) * 4, (tile % 3) * 4];
        return { box: { y1, x1, y2: y1 + 4, x2: x1 + 4 }, color: colors[color]! };
      });
      const { labels, regionCount } = segmentGraph(
        paintedPicture({ height: 12, width: 12 }, [0, 0, 0], rectangles),
        sharp,
      );
      const tileLabels = choice.map((_, tile) => labels[Math.floor(tile / 3) * 48 + (tile % 3) * 4]!);
      labels.forEach((label, pixel) => {
        const tile = Math.floor(pixel / 48) * 3 + Math.floor((pixel % 12) / 4);
        expect(label).toBe(tileLabels[tile]);
      });
      expect(new Set(labels).size).toBe(regionCount);
      for (let a = 0; a < 9; a++) {
        for (let b = 0; b < a; b++) {
          const areNeighbours =
            Math.abs(Math.floor(a / 3) - Math.floor(b / 3)) <= 1 && Math.abs((a % 3) - (b % 3)) <= 1;
          if (areNeighbours) expect(tileLabels[a] === tileLabels[b]).toBe(choice[a] === choice[b]);
          if (tileLabels[a] === tileLabels[b]) expect(choice[a]).toBe(choice[b]);
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('a region below the least size joins a neighbour', () => {
  const picture = paintedPicture(
    { height: 8, width: 8 },
    [0, 0, 0],
    [{ box: { y1: 3, x1: 3, y2: 5, x2: 5 }, color: [255, 255, 255] }],
  );
  expect(segmentGraph(picture, { ...sharp, minSize: 4 }).regionCount).toBe(2);
  expect(segmentGraph(picture, { ...sharp, minSize: 5 }).regionCount).toBe(1);
});

test('a gentle slope is one region, however far apart its ends', () => {
  const columns = Array.from({ length: 32 }, (_, x) => ({
    box: { y1: 0, x1: x, y2: 6, x2: x + 1 },
    color: [x * 8, x * 8, x * 8] as Rgb,
  }));
  const picture = paintedPicture({ height: 6, width: 32 }, [0, 0, 0], columns);
  expect(segmentGraph(picture, { scale: 3000, sigma: 0, minSize: 1 }).regionCount).toBe(1);
});

test('a picture without pixels has no regions', () => {
  expect(segmentGraph({ height: 0, width: 0, values: [] }, sharp)).toEqual({
    labels: new Int32Array(),
    regionCount: 0,
  });
});
