import { type KeyboardEvent, useMemo, useState } from 'react';
import { formatCount } from '#base/format.ts';
import { clamp } from '#base/math.ts';
import type { ConfusionMatrix } from '#protocol/training.ts';
import { TableScroller } from '../TableScroller.tsx';
import { ConfusionCell } from './ConfusionCell.tsx';
import { type Cell, nextCell } from './cell-samples.ts';
import { mostConfused, worstConfusions } from './class-metrics.ts';

export interface ConfusionTableProps {
  readonly confusion: ConfusionMatrix;
  /** The cell whose pictures are shown. */
  readonly open: Cell | null;
  onOpen(cell: Cell): void;
}

/** Beyond so many classes a matrix is neither read nor drawn in an instant. */
const classesAtOnce = 40;
/** The column of names, in the widths of a digit. */
const nameWidth = { least: 7, most: 14 } as const;

/** Actual classes down, predicted classes across; the diagonal is right. */
export function ConfusionTable({ confusion, open, onOpen }: ConfusionTableProps) {
  const { classNames: labels, counts, source, judged } = confusion;
  const [worst] = worstConfusions(counts, labels.length, 1);
  const [focus, setFocus] = useState<Cell>(worst ?? { actual: 0, predicted: 0 });
  const classes = useMemo(() => mostConfused(counts, labels.length, classesAtOnce), [counts, labels]);
  const rows = classes.map((actual) => {
    const row = counts.slice(actual * labels.length, (actual + 1) * labels.length);
    return { label: labels[actual] ?? '', actual, row, total: row.reduce((sum, count) => sum + count, 0) };
  });
  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    const places = { actual: classes.indexOf(focus.actual), predicted: classes.indexOf(focus.predicted) };
    const place = nextCell(places, event.key, classes.length);
    if (!judged || place === null) return;
    event.preventDefault();
    const next = { actual: classes[place.actual] ?? 0, predicted: classes[place.predicted] ?? 0 };
    setFocus(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${next.actual},${next.predicted}"]`)?.focus();
  };
  const longest = Math.max(...rows.map(({ label }) => label.length));
  const names = clamp(longest + 1, nameWidth.least, nameWidth.most);
  return (
    <TableScroller>
      <table
        aria-label="Confusion matrix"
        className="w-full table-fixed border-collapse text-caption"
        style={{ minWidth: `calc(${names}ch + ${1.75 * classes.length}rem)` }}
        onKeyDown={move}
      >
        <caption className="caption-bottom pt-2 text-left text-ink-muted text-label">
          Over the {source} samples. Each row is an actual class, each column what the network predicted.
          {judged && ' Press a number to see its pictures.'}
          {classes.length < labels.length &&
            ` Of ${formatCount(labels.length)} classes, the ${classes.length} that are mistaken most are shown.`}
        </caption>
        <thead>
          <tr>
            <td style={{ width: `${names}ch` }} />
            <th scope="colgroup" colSpan={classes.length} className="font-normal text-ink-muted">
              Predicted
            </th>
          </tr>
          <tr>
            <th scope="col" className="text-left font-normal text-ink-muted">
              Actual
            </th>
            {rows.map(({ label }) => (
              <th key={label} scope="col" title={label} className="h-7 truncate font-medium text-ink-muted">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, actual, row, total }) => (
            <tr key={label}>
              <th scope="row" title={label} className="truncate pr-2 text-right font-medium text-ink-muted">
                {label}
              </th>
              {classes.map((predicted) => (
                <ConfusionCell
                  key={predicted}
                  cell={{ actual, predicted }}
                  count={row[predicted] ?? 0}
                  share={total > 0 ? (row[predicted] ?? 0) / total : 0}
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
