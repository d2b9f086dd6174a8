import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PictureMatches } from './detection-match.ts';
import { precisionRecallCurve } from './precision-recall.ts';
import { thinCurve } from './thin-curve.ts';

const anyCurve = fc.array(fc.boolean(), { minLength: 1, maxLength: 400 }).map((verdicts) => {
  const matches: PictureMatches = {
    matches: verdicts.map((isRight, index) => ({
      detection: index,
      score: 1 - index / 1000,
      truth: null,
      verdict: isRight ? 'truePositive' : 'falsePositive',
    })),
    truthCount: 400,
    missed: [],
  };
  return precisionRecallCurve([matches]);
});

test('keeps the ends and points of the curve, in order, and no more than asked for', () => {
  fc.assert(
    fc.property(anyCurve, fc.integer({ min: 2, max: 50 }), (curve, count) => {
      const thin = thinCurve(curve, count);
      expect(thin.length).toBeLessThanOrEqual(Math.min(count, curve.length));
      expect(thin[0]).toBe(curve[0]);
      expect(thin.at(-1)).toBe(curve.at(-1));
      const places = thin.map((point) => curve.indexOf(point));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
  );
});
