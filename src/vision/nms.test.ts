import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Detection } from './detection.ts';
import { diou, iou } from './iou.ts';
import { nonMaxSuppression, type SuppressionMethod, type SuppressionOptions, suppress } from './nms.ts';
import { anyBox, boxWithArea } from './testing/any-box.ts';
import { golden, goldenBoxes } from './testing/golden-boxes.ts';

const goldenCandidates: readonly Detection[] = goldenBoxes.map((box, index) => ({
  box,
  score: golden.scores[index]!,
  classIndex: 0,
}));

const anyCandidates: fc.Arbitrary<readonly Detection[]> = fc.array(
  fc.record({
    box: anyBox,
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    classIndex: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 25 },
);

const anyMethod: fc.Arbitrary<SuppressionMethod> = fc.oneof(
  fc.record({
    type: fc.constantFrom('hard', 'diou', 'softLinear'),
    iouThreshold: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ type: fc.constant('softGaussian'), sigma: fc.double({ min: 0.1, max: 2, noNaN: true }) }),
);

const anyOptions: fc.Arbitrary<SuppressionOptions> = fc.record({
  method: anyMethod,
  scoreThreshold: fc.double({ min: -0.1, max: 0.8, noNaN: true }),
  topK: fc.integer({ min: 0, max: 30 }),
  isClasswise: fc.boolean(),
});

function options(changes: Partial<SuppressionOptions> = {}): SuppressionOptions {
  return {
    method: { type: 'hard', iouThreshold: 0.5 },
    scoreThreshold: 0,
    topK: 100,
    isClasswise: false,
    ...changes,
  };
}

function keptBy(candidates: readonly Detection[], changes: Partial<SuppressionOptions>): readonly number[] {
  return suppress(candidates, options(changes)).decisions.map(({ kept }) => kept);
}

test.each(['0.3', '0.5', '0.7'] as const)('hard suppression at %s keeps what TensorFlow keeps', (threshold) => {
  const kept = keptBy(goldenCandidates, {
    method: { type: 'hard', iouThreshold: Number(threshold) },
    scoreThreshold: golden.nms_score_thresholds[threshold],
  });
  expect(kept).toEqual(golden.nms_threshold_to_kept[threshold]);
});

test('Gaussian Soft-NMS keeps what TensorFlow keeps, with its scores', () => {
  const { decisions } = suppress(
    goldenCandidates,
    options({
      method: { type: 'softGaussian', sigma: golden.soft_nms.sigma },
      scoreThreshold: golden.soft_nms.score_threshold,
    }),
  );
  expect(decisions.map(({ kept }) => kept)).toEqual(golden.soft_nms.kept);
  decisions.forEach(({ score }, index) => {
    expect(score).toBeCloseTo(golden.soft_nms.scores[index]!, 5);
  });
});

test('every candidate ends in exactly one place, and scores only fall', () => {
  fc.assert(
    fc.property(anyCandidates, anyOptions, (candidates, settings) => {
      const { decisions, belowThreshold, beyondTopK } = suppress(candidates, settings);
      const suppressed = decisions.flatMap(({ effects }) => effects.filter((effect) => effect.isSuppressed));
      const fates = [
        ...decisions.map(({ kept }) => kept),
        ...suppressed.map(({ index }) => index),
        ...belowThreshold,
        ...beyondTopK,
      ];
      expect(fates.sort((a, b) => a - b)).toEqual(candidates.map((_, index) => index));
      expect(decisions.length).toBeLessThanOrEqual(settings.topK);
      let previous = Number.POSITIVE_INFINITY;
      for (const { kept, score } of decisions) {
        expect(score).toBeLessThanOrEqual(previous);
        expect(score).toBeLessThanOrEqual(candidates[kept]!.score);
        expect(score).toBeGreaterThan(settings.scoreThreshold);
        previous = score;
      }
    }),
  );
});

test('the effects add up: each candidate goes from its own score to that of its fate', () => {
  fc.assert(
    fc.property(anyCandidates, anyOptions, (candidates, settings) => {
      const scores = candidates.map(({ score }) => score);
      for (const { kept, score, effects } of suppress(candidates, settings).decisions) {
        expect(scores[kept]).toBe(score);
        for (const effect of effects) {
          expect(effect.scoreBefore).toBe(scores[effect.index]);
          if (settings.isClasswise) expect(candidates[effect.index]!.classIndex).toBe(candidates[kept]!.classIndex);
          scores[effect.index] = effect.scoreAfter;
        }
      }
    }),
  );
});

test.each(['hard', 'diou'] as const)(
  'by %s no two kept boxes overlap too much, and what is gone overlapped',
  (type) => {
    const measure = type === 'hard' ? iou : diou;
    fc.assert(
      fc.property(anyCandidates, fc.double({ min: 0, max: 1, noNaN: true }), (candidates, iouThreshold) => {
        const { decisions } = suppress(candidates, options({ method: { type, iouThreshold } }));
        decisions.forEach(({ kept, effects }, index) => {
          for (const later of decisions.slice(index + 1)) {
            expect(measure(candidates[kept]!.box, candidates[later.kept]!.box)).toBeLessThanOrEqual(iouThreshold);
          }
          for (const effect of effects) {
            expect(effect.overlap).toBeGreaterThan(iouThreshold);
            expect(effect.overlap).toBe(measure(candidates[kept]!.box, candidates[effect.index]!.box));
          }
        });
      }),
    );
  },
);

test('class-wise suppression is suppression of each class alone', () => {
  fc.assert(
    fc.property(anyCandidates, anyMethod, (candidates, method) => {
      const together = keptBy(candidates, { method, isClasswise: true });
      const alone = [0, 1, 2].flatMap((classIndex) => {
        const indices = candidates.flatMap((each, index) => (each.classIndex === classIndex ? [index] : []));
        const ofClass = indices.map((index) => candidates[index]!);
        return keptBy(ofClass, { method }).map((index) => indices[index]!);
      });
      expect([...together].sort((a, b) => a - b)).toEqual(alone.sort((a, b) => a - b));
    }),
  );
});

test('topK takes the first decisions of the unlimited run', () => {
  fc.assert(
    fc.property(anyCandidates, anyOptions, (candidates, settings) => {
      const all = suppress(candidates, { ...settings, topK: candidates.length });
      const some = suppress(candidates, settings);
      expect(some.decisions).toEqual(all.decisions.slice(0, settings.topK));
    }),
  );
});

test('suppressing what was kept changes nothing', () => {
  fc.assert(
    fc.property(anyCandidates, fc.boolean(), (candidates, isClasswise) => {
      const once = nonMaxSuppression(candidates, options({ isClasswise }));
      expect(nonMaxSuppression(once, options({ isClasswise }))).toEqual(once);
    }),
  );
});

test('a soft method lowers the score of a twin by the published factor', () => {
  fc.assert(
    fc.property(boxWithArea, boxWithArea, (a, b) => {
      const candidates = [a, b].map((box, index) => ({ box, score: 0.9 - index * 0.1, classIndex: 0 }));
      const overlap = iou(a, b);
      const linear = nonMaxSuppression(candidates, options({ method: { type: 'softLinear', iouThreshold: 0.3 } }));
      expect(linear[1]?.score ?? 0).toBeCloseTo(0.8 * (overlap > 0.3 ? 1 - overlap : 1), 9);
      const gaussian = nonMaxSuppression(candidates, options({ method: { type: 'softGaussian', sigma: 0.25 } }));
      expect(gaussian[1]?.score).toBeCloseTo(0.8 * Math.exp(-(overlap ** 2) / 0.5), 9);
    }),
  );
});

test('DIoU keeps a neighbour whose centre is far though its IoU alone would remove it', () => {
  const candidates = [
    { box: { y1: 0, x1: 0, y2: 10, x2: 10 }, score: 0.9, classIndex: 0 },
    { box: { y1: 0, x1: 3, y2: 10, x2: 13 }, score: 0.8, classIndex: 0 },
  ];
  expect(keptBy(candidates, { method: { type: 'hard', iouThreshold: 0.52 } })).toEqual([0]);
  expect(keptBy(candidates, { method: { type: 'diou', iouThreshold: 0.52 } })).toEqual([0, 1]);
});

test('of equal scores the earlier goes first, and a score that is no number is out', () => {
  const box = { y1: 0, x1: 0, y2: 1, x2: 1 };
  const candidates = [Number.NaN, 0.5, 0.5].map((score) => ({ box, score, classIndex: 0 }));
  const { decisions, belowThreshold } = suppress(candidates, options());
  expect(decisions.map(({ kept }) => kept)).toEqual([1]);
  expect(belowThreshold).toEqual([0]);
});
