/** A run's numbers as a table that spreadsheets read, with Keras's names (as `CSVLogger` writes them). */
import type { EpochReport } from '#protocol/training.ts';

const columns = ['epoch', 'accuracy', 'learning_rate', 'loss', 'val_accuracy', 'val_loss'] as const;

/** `[points, 3]` as `RunCurve.batches`: one line a point, steps counted from 0. */
export function batchesCsv(batches: Float64Array): string {
  const lines = ['step,loss,accuracy'];
  for (let place = 0; place < batches.length; place += 3) lines.push(batches.subarray(place, place + 3).join(','));
  return `${lines.join('\n')}\n`;
}

/** One line an epoch, counted from 0 as Keras does; empty where nothing was held back for validation. */
export function historyCsv(epochs: readonly EpochReport[]): string {
  const lines = epochs.map(({ epoch, training, validation, learningRate }) =>
    [epoch, training.accuracy, learningRate, training.loss, validation?.accuracy ?? '', validation?.loss ?? ''].join(
      ',',
    ),
  );
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
