import { memo } from 'react';
import { formatCount } from '#base/format.ts';
import type { EpochReport } from '#protocol/training.ts';
import { TableScroller } from '../TableScroller.tsx';
import { formatMetric } from './metric-text.ts';

const maxRows = 100;
const cell = 'px-1 py-1 text-right';

export interface EpochTableProps {
  readonly epochs: readonly EpochReport[];
}

/** The numbers behind the charts, named as in Keras's `History`. */
export const EpochTable = memo(function EpochTable({ epochs }: EpochTableProps) {
  const shown = epochs.slice(-maxRows);
  const best = bestEpoch(epochs);
  return (
    <TableScroller>
      <table aria-label="Epochs" className="w-full border-collapse text-label">
        <thead className="text-ink-muted">
          <tr className="border-line border-b">
            {['Epoch', 'loss', 'accuracy', 'val_loss', 'val_accuracy', 'Learning rate'].map((name) => (
              <th key={name} scope="col" className={`${cell} font-medium first:text-left`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ epoch, training, validation, learningRate }) => (
            <tr key={epoch} className="border-line border-b last:border-b-0">
              <th scope="row" className="whitespace-nowrap px-1 py-1 text-left font-medium">
                {formatCount(epoch + 1)}
                {epoch === best && <span className="ml-1.5 text-caption text-success">best</span>}
              </th>
              <td className={cell}>{formatMetric('loss', training.loss)}</td>
              <td className={cell}>{formatMetric('accuracy', training.accuracy)}</td>
              <td className={cell}>{validation ? formatMetric('loss', validation.loss) : '–'}</td>
              <td className={cell}>{validation ? formatMetric('accuracy', validation.accuracy) : '–'}</td>
              <td className={cell}>{Number(learningRate.toPrecision(3))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {best !== null && <p className="px-1 pt-1 text-caption text-ink-faint">Best: the lowest val_loss.</p>}
      {epochs.length > maxRows && (
        <p className="px-1 py-1 text-caption text-ink-faint">
          The last {maxRows} of {formatCount(epochs.length)} epochs.
        </p>
      )}
    </TableScroller>
  );
});

function bestEpoch(epochs: readonly EpochReport[]): number | null {
  let best: { readonly epoch: number; readonly loss: number } | null = null;
  for (const { epoch, validation } of epochs) {
    if (validation && (best === null || validation.loss < best.loss)) best = { epoch, loss: validation.loss };
  }
  return epochs.length > 1 && best ? best.epoch : null;
}
