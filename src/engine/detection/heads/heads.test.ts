import { expect, test } from 'vitest';
import { expectBoxCloseTo } from '#vision/testing/any-box.ts';
import { bestPlaces } from './best-places.ts';
import { detrHead } from './detr.ts';
import { yoloBoxesHead } from './yolo-boxes.ts';
import { yoloxCells, yoloxHead } from './yolox.ts';

const input = { height: 416, width: 416 };

test('YOLOX: a cell’s offsets become a box in pixels of the input, its score objectness times its best class', () => {
  expect(yoloxCells(input)).toBe(3549);
  expect(yoloxCells({ height: 640, width: 640 })).toBe(8400);
  const numbers = 5 + 80;
  const values = new Float32Array(3549 * numbers);
  const set = (cell: number, row: readonly number[], classIndex: number, share: number) => {
    values.set(row, cell * numbers);
    values[cell * numbers + 5 + classIndex] = share;
  };
  // Row 2, column 3 of stride 8; row 1, column 0 of stride 16; the last of stride 32.
  set(2 * 52 + 3, [0.25, 0.5, Math.log(4), Math.log(2), 0.9], 16, 0.5);
  set(52 * 52 + 26, [0, 0, 0, 0, 0.8], 0, 1);
  set(3548, [0.5, 0.5, 0, Math.log(2), 0.7], 79, 1);
  const found = bestPlaces(yoloxHead.inMemory([{ shape: [1, 3549, numbers], values }], input));
  expect(found.map(({ classIndex }) => classIndex)).toEqual([0, 79, 16]);
  expect(found.map(({ score }) => Math.round(score * 100) / 100)).toEqual([0.8, 0.7, 0.45]);
  expectBoxCloseTo(found[0]!.box, { y1: 8, x1: -8, y2: 24, x2: 8 }, 4);
  expectBoxCloseTo(found[1]!.box, { y1: 368, x1: 384, y2: 432, x2: 416 }, 4);
  expectBoxCloseTo(found[2]!.box, { y1: 12, x1: 10, y2: 28, x2: 42 }, 4);
});

test('boxes and scores are read alike by rows and by columns', () => {
  const rows = [
    [100, 50, 40, 20, 0.1, 0.8],
    [10, 20, 4, 8, 0.6, 0.2],
    [0, 0, 1, 1, 0, 0],
    [0, 0, 1, 1, 0, 0],
    [0, 0, 1, 1, 0, 0],
    [0, 0, 1, 1, 0, 0],
    [0, 0, 1, 1, 0, 0],
  ];
  const byRows = { shape: [1, 7, 6], values: rows.flat() };
  const byColumns = {
    shape: [1, 6, 7],
    values: [0, 1, 2, 3, 4, 5].flatMap((column) => rows.map((row) => row[column]!)),
  };
  const found = bestPlaces(yoloBoxesHead.inMemory([byRows], input));
  expect(found).toEqual([
    { box: { y1: 40, x1: 80, y2: 60, x2: 120 }, score: 0.8, classIndex: 1 },
    { box: { y1: 16, x1: 8, y2: 24, x2: 12 }, score: 0.6, classIndex: 0 },
  ]);
  expect(bestPlaces(yoloBoxesHead.inMemory([byColumns], input))).toEqual(found);
});

test('a DETR is read from logits and from what it has decoded itself, in any order of its outputs', () => {
  const size = { height: 100, width: 200 };
  const logits = { shape: [1, 2, 3], values: [-9, 2, -9, -9, -9, -9] };
  const boxes = { shape: [1, 2, 4], values: [0.5, 0.5, 0.1, 0.4, 0, 0, 1, 1] };
  const expected = { y1: 30, x1: 90, y2: 70, x2: 110 };
  for (const outputs of [
    [logits, boxes],
    [boxes, logits],
  ]) {
    const [found, ...others] = bestPlaces(detrHead.inMemory(outputs, size));
    expect(others).toEqual([]);
    expect(found!.classIndex).toBe(1);
    expect(found!.score).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
    expectBoxCloseTo(found!.box, expected);
  }
  const labels = { shape: [1, 2], values: [7, 1] };
  const corners = { shape: [1, 2, 4], values: [90, 30, 110, 70, 0, 0, 1, 1] };
  const scores = { shape: [1, 2], values: [0.5, 0.001] };
  for (const outputs of [
    [labels, corners, scores],
    [scores, corners, labels],
  ]) {
    expect(bestPlaces(detrHead.inMemory(outputs, size))).toEqual([{ box: expected, score: 0.5, classIndex: 7 }]);
  }
  expect(() => detrHead.inMemory([boxes], size)).toThrow(/Received: \[1,2,4\]/);
});
