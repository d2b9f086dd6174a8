import { type KeyboardEvent, useState } from 'react';
import type { ConfusionMatrix } from '#protocol/training.ts';
import { TableScroller } from '../TableScroller.tsx';
import { ConfusionCell } from './ConfusionCell.tsx';
import { type Cell, nextCell } from './cell-samples.ts';
import { worstConfusions } from './class-metrics.ts';

export interface ConfusionTableProps {
  readonly confusion: ConfusionMatrix;
  /** The cell whose pictures are shown. */
  readonly open: Cell | null;
  onOpen(cell: Cell): void;
}

/** Actual classes down, predicted classes across; the diagonal is right. */
export function ConfusionTable({ confusion, open, onOpen }: ConfusionTableProps) {
  const { classNames: labels, counts, source, judged } = confusion;
  const [worst] = worstConfusions(counts, labels.length, 1);
  const [focus, setFocus] = useState<Cell>(worst ?? { actual: 0, predicted: 0 });
  const rows = labels.map((label, actual) => {
    const row = [...counts.slice(actual * labels.length, (actual + 1) * labels.length)];
    return { label, actual, row, total: row.reduce((sum, count) => sum + count, 0) };
  });
  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    const next = nextCell(focus, event.key, labels.length);
    if (!judged || next === null) return;
    event.preventDefault();
    setFocus(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${next.actual},${next.predicted}"]`)?.focus();
  };
  return (
    <TableScroller>
      <table aria-label="Confusion matrix" className="w-full table-fixed border-collapse text-caption" onKeyDown={move}>
        <caption className="caption-bottom pt-2 text-left text-ink-muted text-label">
          Over the {source} samples. Each row is an actual class, each column what the network predicted.
          {judged && ' Press a number to see its pictures.'}
        </caption>
        <thead>
          <tr>
            <td className="w-12" />
            <th scope="colgroup" colSpan={labels.length} className="font-normal text-ink-muted">
              Predicted
            </th>
          </tr>
          <tr>
            <th scope="col" className="text-left font-normal text-ink-muted">
              Actual
            </th>
            {labels.map((label) => (
              <th key={label} scope="col" className="h-7 truncate font-medium text-ink-muted">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, actual, row, total }) => (
            <tr key={label}>
              <th scope="row" className="truncate pr-2 text-right font-medium text-ink-muted">
                {label}
              </th>
              {row.map((count, predicted) => (
                <ConfusionCell
                  key={labels[predicted]}
                  cell={{ actual, predicted }}
                  count={count}
                  share={total > 0 ? count / total : 0}
                  labels={labels}
                  isWorst={worst?.actual === actual && worst.predicted === predicted}
                  isOpen={open?.actual === actual && open.predicted === predicted}
                  isTabStop={focus.actual === actual && focus.predicted === predicted}
                  onOpen={
                    judged &&
                    ((cell) => {
                      setFocus(cell);
                      onOpen(cell);
                    })
                  }
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroller>
  );
}
