import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movedBox, resizedBox } from '#vision/edit-box.ts';
import { nonMaxSuppression, suppress } from '#vision/nms.ts';
import { anyBox } from '#vision/testing/any-box.ts';
import { exampleFrame } from './frozen-frame.ts';
import { fatesAt, scoreHistogram } from './lab-boxes.ts';

const anyDetections = fc.array(
  fc.record({ box: anyBox, score: fc.double({ min: 0, max: 1, noNaN: true }), classIndex: fc.nat(2) }),
  { maxLength: 12 },
);
const options = {
  method: { type: 'hard', iouThreshold: 0.45 },
  scoreThreshold: 0.2,
  topK: 100,
  isClasswise: true,
} as const;

test('after the last decision the kept ones are what suppression keeps, and nothing waits', () => {
  fc.assert(
    fc.property(anyDetections, (candidates) => {
      const suppression = suppress(candidates, options);
      const fates = fatesAt(candidates.length, suppression, suppression.decisions.length);
      const kept = fates.filter((fate) => fate === 'kept' || fate === 'keeping');
      expect(kept).toHaveLength(nonMaxSuppression(candidates, options).length);
      expect(fates).not.toContain('waiting');
    }),
    { numRuns: 100 },
  );
});

test('each decision keeps one box and says what it does to the others', () => {
  const { candidates } = exampleFrame;
  const suppression = suppress(candidates, options);
  expect(fatesAt(candidates.length, suppression, 0)).toEqual([...new Array(9).fill('waiting'), 'below']);
  const first = fatesAt(candidates.length, suppression, 1);
  expect(first[0]).toBe('keeping');
  expect(first[1]).toBe('going');
  const second = fatesAt(candidates.length, suppression, 2);
  expect([second[0], second[1]]).toEqual(['kept', 'gone']);
});

test('a histogram counts every score once', () => {
  expect(scoreHistogram([0, 0.05, 0.5, 0.99, 1], 10)).toEqual([2, 0, 0, 0, 0, 1, 0, 0, 0, 2]);
});

test('boxes are moved and resized within the picture', () => {
  const size = { width: 100, height: 80 };
  const box = { x1: 10, y1: 10, x2: 50, y2: 40 };
  fc.assert(
    fc.property(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -200, max: 200 }), (dx, dy) => {
      const moved = movedBox(box, dy, dx, size);
      expect([moved.x2 - moved.x1, moved.y2 - moved.y1]).toEqual([40, 30]);
      const resized = resizedBox(box, { name: 'bottom right', y: 1, x: 1 }, dy, dx, size, 8);
      for (const { x1, y1, x2, y2 } of [moved, resized]) {
        expect(Math.min(x1, y1)).toBeGreaterThanOrEqual(0);
        expect(x2).toBeLessThanOrEqual(size.width);
        expect(y2).toBeLessThanOrEqual(size.height);
        expect(x2 > x1 && y2 > y1).toBe(true);
      }
    }),
  );
});
