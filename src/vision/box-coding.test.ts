import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isValidBox, scaleBox } from './box.ts';
import { decodeBox, encodeBox, SSD_VARIANCES, UNIT_VARIANCES } from './box-coding.ts';
import { toCentred } from './box-formats.ts';
import { boxWithArea, expectBoxCloseTo } from './testing/any-box.ts';

const anyVariances = fc.constantFrom(UNIT_VARIANCES, SSD_VARIANCES);

test('decoding undoes encoding', () => {
  fc.assert(
    fc.property(boxWithArea, boxWithArea, anyVariances, (box, anchor, variances) => {
      const target = toCentred(box);
      const reference = toCentred(anchor);
      fc.pre(target.height / reference.height < 62 && target.width / reference.width < 62);
      expectBoxCloseTo(decodeBox(encodeBox(box, anchor, variances), anchor, variances), box, 6);
    }),
  );
});

test('an anchor is no offset from itself, and offsets do not depend on the unit', () => {
  const size = { height: 1 / 480, width: 1 / 640 };
  fc.assert(
    fc.property(boxWithArea, boxWithArea, (box, anchor) => {
      const pixels = encodeBox(box, anchor);
      const normalized = encodeBox(scaleBox(box, size), scaleBox(anchor, size));
      for (const key of ['dy', 'dx', 'dh', 'dw'] as const) {
        expect(normalized[key]).toBeCloseTo(pixels[key], 5);
        expect(encodeBox(anchor, anchor)[key]).toBe(0);
      }
    }),
  );
});

test('one box by hand', () => {
  const anchor = { y1: 0, x1: 0, y2: 10, x2: 20 };
  const box = { y1: 5, x1: 10, y2: 25, x2: 20 };
  const deltas = encodeBox(box, anchor, SSD_VARIANCES);
  expect(deltas.dy).toBeCloseTo(10, 9);
  expect(deltas.dx).toBeCloseTo(2.5, 9);
  expect(deltas.dh).toBeCloseTo(Math.log(2) / 0.2, 9);
  expect(deltas.dw).toBeCloseTo(-Math.log(2) / 0.2, 9);
});

test('whatever a head predicts decodes to a valid box', () => {
  const anyDelta = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(
      fc.record({ dy: anyDelta, dx: anyDelta, dh: anyDelta, dw: anyDelta }),
      boxWithArea,
      (deltas, anchor) => {
        expect(isValidBox(decodeBox(deltas, anchor))).toBe(true);
      },
    ),
  );
});
