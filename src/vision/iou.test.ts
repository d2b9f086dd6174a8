import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf, clipBox, scaleBox } from './box.ts';
import { diou, intersectionBox, iou, iouMatrix, overlapOf } from './iou.ts';
import { anyBox, boxWithArea } from './testing/any-box.ts';
import { golden, goldenBoxes } from './testing/golden-boxes.ts';

test('IoU equals the recorded row', () => {
  const matrix = iouMatrix(goldenBoxes);
  golden.iou_row0.forEach((expected, column) => {
    expect(matrix[column]).toBeCloseTo(expected, 6);
  });
});

test('the matrix holds the IoU of each row with each column', () => {
  const rows = goldenBoxes.slice(0, 3);
  const columns = goldenBoxes.slice(10, 15);
  const matrix = iouMatrix(rows, columns);
  expect(matrix).toHaveLength(15);
  rows.forEach((row, r) => {
    columns.forEach((column, c) => {
      expect(matrix[r * 5 + c]).toBe(iou(row, column));
    });
  });
});

test('all measures are symmetric, bounded and ordered', () => {
  fc.assert(
    fc.property(anyBox, anyBox, (a, b) => {
      const overlap = overlapOf(a, b);
      const reverse = overlapOf(b, a);
      for (const measure of ['iou', 'giou', 'diou', 'ciou'] as const) {
        expect(overlap[measure]).toBeCloseTo(reverse[measure], 9);
        expect(overlap[measure]).toBeLessThanOrEqual(1 + 1e-9);
      }
      expect(overlap.iou).toBeGreaterThanOrEqual(0);
      expect(overlap.giou).toBeLessThanOrEqual(overlap.iou + 1e-9);
      expect(overlap.ciou).toBeLessThanOrEqual(overlap.diou + 1e-9);
      expect(overlap.diou).toBeLessThanOrEqual(overlap.iou);
      expect(overlap.giou).toBeGreaterThanOrEqual(-1);
      expect(overlap.diou).toBeGreaterThanOrEqual(-1);
      expect(overlap.iou).toBeCloseTo(iou(a, b), 12);
      expect(overlap.diou).toBeCloseTo(diou(a, b), 12);
    }),
  );
});

test('a box with area agrees fully with itself; one without overlaps nothing', () => {
  fc.assert(
    fc.property(boxWithArea, anyBox, (box, other) => {
      const { iou, giou, diou, ciou } = overlapOf(box, box);
      for (const measure of [iou, giou, diou, ciou]) expect(measure).toBeCloseTo(1, 9);
      const point = { y1: box.y1, x1: box.x1, y2: box.y1, x2: box.x1 };
      expect(overlapOf(point, other).iou).toBe(0);
      expect(overlapOf(point, point)).toMatchObject({ iou: 0, giou: 0, diou: 0 });
    }),
  );
});

test('IoU and GIoU do not depend on the unit', () => {
  fc.assert(
    fc.property(boxWithArea, boxWithArea, (a, b) => {
      const size = { height: 1 / 8, width: 4 };
      const before = overlapOf(a, b);
      const after = overlapOf(scaleBox(a, size), scaleBox(b, size));
      expect(after.iou).toBeCloseTo(before.iou, 9);
      expect(after.giou).toBeCloseTo(before.giou, 9);
    }),
  );
});

test('the areas are those that counting unit squares gives', () => {
  const corner = fc.integer({ min: 0, max: 8 });
  const gridBox = fc
    .tuple(corner, corner, corner, corner)
    .map(([a, b, c, d]) => ({ y1: Math.min(a, b), x1: Math.min(c, d), y2: Math.max(a, b), x2: Math.max(c, d) }));
  fc.assert(
    fc.property(gridBox, gridBox, (a, b) => {
      let both = 0;
      let either = 0;
      for (let y = 0; y < 8; y++) {
        for (let x = 0; x < 8; x++) {
          const inA = y >= a.y1 && y < a.y2 && x >= a.x1 && x < a.x2;
          const inB = y >= b.y1 && y < b.y2 && x >= b.x1 && x < b.x2;
          if (inA && inB) both++;
          if (inA || inB) either++;
        }
      }
      const overlap = overlapOf(a, b);
      expect(overlap.intersectionArea).toBe(both);
      expect(overlap.unionArea).toBe(either);
      expect(overlap.intersection === null).toBe(both === 0);
    }),
  );
});

test('two boxes side by side, by hand', () => {
  const overlap = overlapOf({ y1: 0, x1: 0, y2: 2, x2: 2 }, { y1: 0, x1: 3, y2: 2, x2: 5 });
  expect(overlap).toMatchObject({ iou: 0, intersection: null, unionArea: 8, enclosingArea: 10 });
  expect(overlap.squaredCenterDistance).toBe(9);
  expect(overlap.squaredDiagonal).toBe(29);
  expect(overlap.giou).toBeCloseTo(-0.2, 12);
  expect(overlap.diou).toBeCloseTo(-9 / 29, 12);
  expect(overlap.ciou).toBe(overlap.diou);
});

test('CIoU subtracts the penalty for unlike aspect ratios', () => {
  const tall = overlapOf({ y1: 0, x1: 1, y2: 4, x2: 3 }, { y1: 1, x1: 0, y2: 3, x2: 4 });
  const v = (4 / Math.PI ** 2) * (Math.atan(2) - Math.atan(0.5)) ** 2;
  expect(tall.diou).toBeCloseTo(1 / 3, 12);
  expect(tall.aspectTerm).toBeCloseTo(v, 12);
  expect(tall.ciou).toBeCloseTo(1 / 3 - (v / (2 / 3 + v)) * v, 12);
});

test('the intersection lies in both boxes', () => {
  fc.assert(
    fc.property(boxWithArea, boxWithArea, (a, b) => {
      const common = intersectionBox(a, b);
      if (!common) return;
      expect(areaOf(common)).toBeLessThanOrEqual(Math.min(areaOf(a), areaOf(b)));
      expect(clipBox(common, { height: a.y2, width: a.x2 }).y2).toBeLessThanOrEqual(a.y2);
      expect(overlapOf(common, a).intersectionArea).toBeCloseTo(areaOf(common), 6);
    }),
  );
});
