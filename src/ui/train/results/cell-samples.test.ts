import { expect, test } from 'vitest';
import type { ConfusionMatrix } from '#protocol/training.ts';
import { nextCell, samplesBehind } from './cell-samples.ts';

const confusion: ConfusionMatrix = {
  classNames: ['cat', 'dog'],
  counts: Uint32Array.of(1, 2, 0, 1),
  source: 'validation',
  judged: {
    ids: Uint32Array.of(40, 7, 12, 3),
    actual: Uint16Array.of(0, 1, 0, 0),
    predicted: Uint16Array.of(1, 1, 0, 1),
  },
};

test('a cell’s samples are those that the counts counted', () => {
  expect(samplesBehind(confusion, { actual: 0, predicted: 1 })).toEqual([40, 3]);
  for (const actual of [0, 1]) {
    for (const predicted of [0, 1]) {
      expect(samplesBehind(confusion, { actual, predicted })).toHaveLength(
        confusion.counts[actual * 2 + predicted] ?? -1,
      );
    }
  }
  const { judged: _, ...kept } = confusion;
  expect(samplesBehind(kept, { actual: 0, predicted: 1 })).toBeNull();
});

test('arrow keys go from cell to cell and stop at the rim; other keys do nothing', () => {
  const middle = { actual: 1, predicted: 1 };
  expect(nextCell(middle, 'ArrowUp', 3)).toEqual({ actual: 0, predicted: 1 });
  expect(nextCell({ actual: 2, predicted: 1 }, 'ArrowDown', 3)).toEqual({ actual: 2, predicted: 1 });
  expect(nextCell(middle, 'ArrowLeft', 3)).toEqual({ actual: 1, predicted: 0 });
  expect(nextCell({ actual: 1, predicted: 2 }, 'ArrowRight', 3)).toEqual({ actual: 1, predicted: 2 });
  expect([nextCell(middle, 'Home', 3)?.predicted, nextCell(middle, 'End', 3)?.predicted]).toEqual([0, 2]);
  expect(nextCell(middle, 'a', 3)).toBeNull();
});
