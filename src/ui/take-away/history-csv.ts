/** A run's numbers as a table that spreadsheets read, with Keras's names (as `CSVLogger` writes them). */
import type { EpochReport } from '#protocol/training.ts';

const columns = ['epoch', 'accuracy', 'learning_rate', 'loss', 'val_accuracy', 'val_loss'] as const;

/** One line an epoch, counted from 0 as Keras does; empty where nothing was held back for validation. */
export function historyCsv(epochs: readonly EpochReport[]): string {
  const lines = epochs.map(({ epoch, training, validation, learningRate }) =>
    [epoch, training.accuracy, learningRate, training.loss, validation?.accuracy ?? '', validation?.loss ?? ''].join(
      ',',
    ),
  );
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
