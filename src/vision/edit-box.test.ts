import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, isValidBox } from './box.ts';
import { BOX_HANDLES, movedBox, resizedBox } from './edit-box.ts';

const picture = { height: 200, width: 300 };
const inside: fc.Arbitrary<Box> = fc
  .tuple(fc.integer({ min: 0, max: 190 }), fc.integer({ min: 0, max: 290 }), fc.nat(200), fc.nat(300))
  .map(([y1, x1, h, w]) => ({ y1, x1, y2: Math.min(200, y1 + 1 + h), x2: Math.min(300, x1 + 1 + w) }));
const way = fc.integer({ min: -500, max: 500 });
const isInside = ({ y1, x1, y2, x2 }: Box) => y1 >= 0 && x1 >= 0 && y2 <= 200 && x2 <= 300;

test('a moved box keeps its size and stays in the picture', () => {
  fc.assert(
    fc.property(inside, way, way, (box, dy, dx) => {
      const moved = movedBox(box, dy, dx, picture);
      expect([moved.y2 - moved.y1, moved.x2 - moved.x1]).toEqual([box.y2 - box.y1, box.x2 - box.x1]);
      expect(isInside(moved)).toBe(true);
    }),
  );
});

test('a handle pulls its own edges only, within the picture and never through the opposite one', () => {
  fc.assert(
    fc.property(inside, fc.constantFrom(...BOX_HANDLES), way, way, (box, handle, dy, dx) => {
      const resized = resizedBox(box, handle, dy, dx, picture, 4);
      expect(isValidBox(resized) && isInside(resized)).toBe(true);
      if (handle.y !== -1) expect(resized.y1).toBe(box.y1);
      if (handle.y !== 1) expect(resized.y2).toBe(box.y2);
      if (handle.x !== -1) expect(resized.x1).toBe(box.x1);
      if (handle.x !== 1) expect(resized.x2).toBe(box.x2);
      expect(resized.x2 - resized.x1).toBeGreaterThanOrEqual(Math.min(4, box.x2 - box.x1));
    }),
  );
});

test('small ways are gone as they are', () => {
  const box = { y1: 50, x1: 60, y2: 90, x2: 120 };
  expect(movedBox(box, -3, 7, picture)).toEqual({ y1: 47, x1: 67, y2: 87, x2: 127 });
  const [topLeft] = BOX_HANDLES;
  expect(topLeft && resizedBox(box, topLeft, -3, 7, picture, 4)).toEqual({ ...box, y1: 47, x1: 67 });
});
