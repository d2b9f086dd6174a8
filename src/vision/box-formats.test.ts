import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromCentred, fromCoco, fromYolo, packBoxes, toCentred, toCoco, toYolo, unpackBoxes } from './box-formats.ts';
import { anyBox, expectBoxCloseTo } from './testing/any-box.ts';

const box = { y1: 10, x1: 20, y2: 50, x2: 100 };

test('one box in each layout', () => {
  expect(toCentred(box)).toEqual({ centerY: 30, centerX: 60, height: 40, width: 80 });
  expect(toCoco(box)).toEqual([20, 10, 80, 40]);
  expect(toYolo(box, { height: 100, width: 200 })).toEqual([0.3, 0.3, 0.4, 0.4]);
  expect(packBoxes([box, box])).toEqual(Float32Array.of(10, 20, 50, 100, 10, 20, 50, 100));
});

test('every layout gives the box back', () => {
  const picture = { height: 480, width: 640 };
  fc.assert(
    fc.property(anyBox, (original) => {
      expectBoxCloseTo(fromCentred(toCentred(original)), original);
      expectBoxCloseTo(fromCoco(toCoco(original)), original);
      expectBoxCloseTo(fromYolo(toYolo(original, picture), picture), original);
    }),
  );
  fc.assert(
    fc.property(fc.array(anyBox), (boxes) => {
      const unpacked = unpackBoxes(packBoxes(boxes));
      expect(unpacked).toHaveLength(boxes.length);
      unpacked.forEach((each, index) => {
        expectBoxCloseTo(each, boxes[index]!, 3);
      });
    }),
  );
});

test('packed boxes come in fours', () => {
  expect(() => unpackBoxes([1, 2, 3, 4, 5])).toThrow('5 numbers');
});
