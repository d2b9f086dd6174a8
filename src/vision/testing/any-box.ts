/** Boxes for properties: small whole numbers often meet, fractions rarely; some have no area. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Box, boxOfCorners } from '../box.ts';

const coordinate = fc.oneof(
  fc.integer({ min: -5, max: 20 }),
  fc.double({ min: -100, max: 3000, noNaN: true }).map((value) => Math.round(value * 256) / 256 + 0),
);

export const anyBox: fc.Arbitrary<Box> = fc
  .tuple(coordinate, coordinate, coordinate, coordinate)
  .map(([ya, xa, yb, xb]) => boxOfCorners(ya, xa, yb, xb));

/** Boxes whose height and width are at least a quarter of a unit. */
export const boxWithArea: fc.Arbitrary<Box> = fc
  .tuple(anyBox, fc.double({ min: 0.25, max: 500, noNaN: true }), fc.double({ min: 0.25, max: 500, noNaN: true }))
  .map(([{ y1, x1 }, height, width]) => ({ y1, x1, y2: y1 + height, x2: x1 + width }));

export function expectBoxCloseTo(actual: Box, expected: Box, digits = 8): void {
  for (const edge of ['y1', 'x1', 'y2', 'x2'] as const) expect(actual[edge]).toBeCloseTo(expected[edge], digits);
}
