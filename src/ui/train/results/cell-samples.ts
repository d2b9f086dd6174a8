/** The samples behind one cell of a confusion matrix, and how the keyboard goes from cell to cell. */
import type { ConfusionMatrix } from '#protocol/training.ts';

export interface Cell {
  readonly actual: number;
  readonly predicted: number;
}

/** Ids of the samples that were of the one class and were taken for the other; null where they are not known. */
export function samplesBehind({ judged }: ConfusionMatrix, { actual, predicted }: Cell): readonly number[] | null {
  if (!judged) return null;
  return [...judged.ids].filter((_, place) => judged.actual[place] === actual && judged.predicted[place] === predicted);
}

/** Where an arrow key, Home or End leads in a matrix of so many classes; null for any other key. */
export function nextCell({ actual, predicted }: Cell, key: string, classCount: number): Cell | null {
  const last = classCount - 1;
  switch (key) {
    case 'ArrowUp':
      return { actual: Math.max(0, actual - 1), predicted };
    case 'ArrowDown':
      return { actual: Math.min(last, actual + 1), predicted };
    case 'ArrowLeft':
      return { actual, predicted: Math.max(0, predicted - 1) };
    case 'ArrowRight':
      return { actual, predicted: Math.min(last, predicted + 1) };
    case 'Home':
      return { actual, predicted: 0 };
    case 'End':
      return { actual, predicted: last };
    default:
      return null;
  }
}
