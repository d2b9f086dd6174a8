import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PictureMatches } from './detection-match.ts';
import { averagePrecision, precisionEnvelope, precisionRecallCurve } from './precision-recall.ts';

const anyMatches: fc.Arbitrary<readonly PictureMatches[]> = fc.array(
  fc
    .tuple(
      fc.array(
        fc.record({
          detection: fc.nat(),
          score: fc.double({ min: 0, max: 1, noNaN: true }),
          truth: fc.constant(null),
          verdict: fc.constantFrom('truePositive', 'falsePositive', 'ignored'),
        }),
        { maxLength: 12 },
      ),
      fc.integer({ min: 0, max: 5 }),
    )
    .map(([matches, missedCount]) => ({
      matches,
      truthCount: matches.filter(({ verdict }) => verdict === 'truePositive').length + missedCount,
      missed: [],
    })),
  { maxLength: 4 },
);

test('recall rises, scores fall, and each point counts what scores at least as much', () => {
  fc.assert(
    fc.property(anyMatches, (pictures) => {
      const curve = precisionRecallCurve(pictures);
      const judged = pictures.flatMap(({ matches }) => matches).filter(({ verdict }) => verdict !== 'ignored');
      const truthCount = pictures.reduce((total, picture) => total + picture.truthCount, 0);
      expect(curve).toHaveLength(truthCount === 0 ? 0 : judged.length);
      curve.forEach(({ score, precision, recall }, index) => {
        const next = curve[index + 1];
        if (next) {
          expect(next.score).toBeLessThanOrEqual(score);
          expect(next.recall).toBeGreaterThanOrEqual(recall);
          if (next.score === score) return;
        }
        const counted = judged.filter((match) => match.score >= score);
        const right = counted.filter(({ verdict }) => verdict === 'truePositive').length;
        expect(precision).toBeCloseTo(right / counted.length, 12);
        expect(recall).toBeCloseTo(right / truthCount, 12);
      });
    }),
  );
});

test('the envelope falls and is the best precision from there on', () => {
  fc.assert(
    fc.property(anyMatches, (pictures) => {
      const curve = precisionRecallCurve(pictures);
      precisionEnvelope(curve).forEach((value, index) => {
        expect(value).toBe(Math.max(...curve.slice(index).map(({ precision }) => precision)));
      });
    }),
  );
});

test('average precision is the mean of the best precision at each recall, or the area below it', () => {
  fc.assert(
    fc.property(anyMatches, (pictures) => {
      const curve = precisionRecallCurve(pictures);
      const bestFrom = (recall: number) =>
        Math.max(0, ...curve.filter((point) => point.recall >= recall).map(({ precision }) => precision));
      const meanOver = (steps: number) =>
        Array.from({ length: steps + 1 }, (_, step) => bestFrom(step * (1 / steps))).reduce((a, b) => a + b, 0) /
        (steps + 1);
      expect(averagePrecision(curve, 'coco101')).toBeCloseTo(meanOver(100), 9);
      expect(averagePrecision(curve, 'voc11')).toBeCloseTo(meanOver(10), 9);
      const recalls = [...new Set(curve.map(({ recall }) => recall))].filter((recall) => recall > 0);
      const area = recalls.reduce(
        (total, recall, index) => total + (recall - (recalls[index - 1] ?? 0)) * bestFrom(recall),
        0,
      );
      expect(averagePrecision(curve, 'allPoints')).toBeCloseTo(area, 9);
    }),
  );
});

test('a precision that drops and recovers, by hand', () => {
  const verdicts = ['truePositive', 'falsePositive', 'truePositive', 'truePositive'] as const;
  const matches = verdicts.map((verdict, index) => ({
    detection: index,
    score: 0.9 - index / 10,
    truth: null,
    verdict,
  }));
  const curve = precisionRecallCurve([{ matches, truthCount: 4, missed: [] }]);
  expect(curve.map(({ precision }) => precision)).toEqual([1, 1 / 2, 2 / 3, 3 / 4]);
  expect(precisionEnvelope(curve)).toEqual([1, 0.75, 0.75, 0.75]);
  expect(averagePrecision(curve, 'allPoints')).toBeCloseTo(0.25 + 0.5 * 0.75, 12);
  expect(averagePrecision(curve, 'voc11')).toBeCloseTo((3 * 1 + 5 * 0.75) / 11, 12);
});
