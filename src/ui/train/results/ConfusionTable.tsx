import { formatCount } from '#base/format.ts';
import type { ConfusionMatrix } from '#protocol/training.ts';
import { classNames } from '../../kit/class-names.ts';
import { TableScroller } from '../TableScroller.tsx';
import { worstConfusions } from './class-metrics.ts';

export interface ConfusionTableProps {
  readonly confusion: ConfusionMatrix;
}

const cell = 'h-8 min-w-7 border border-surface px-0.5 text-center';

/** Actual classes down, predicted classes across; the diagonal is right. */
export function ConfusionTable({ confusion: { classNames: labels, counts, source } }: ConfusionTableProps) {
  const [worst] = worstConfusions(counts, labels.length, 1);
  const rows = labels.map((label, actual) => {
    const row = [...counts.slice(actual * labels.length, (actual + 1) * labels.length)];
    return { label, actual, row, total: row.reduce((sum, count) => sum + count, 0) };
  });
  return (
    <TableScroller>
      <table aria-label="Confusion matrix" className="w-full table-fixed border-collapse text-caption">
        <caption className="caption-bottom pt-2 text-left text-ink-muted text-label">
          Over the {source} samples. Each row is an actual class, each column what the network predicted.
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
              {row.map((count, predicted) => {
                const isHit = actual === predicted;
                return (
                  <td
                    key={labels[predicted]}
                    className={classNames(
                      cell,
                      count === 0 ? 'text-ink-faint' : 'text-ink',
                      isHit && count > 0 && 'font-semibold',
                      worst?.actual === actual &&
                        worst.predicted === predicted &&
                        'font-semibold outline-2 -outline-offset-2 outline-danger',
                    )}
                    style={{ background: shade(isHit, total > 0 ? count / total : 0) }}
                  >
                    {formatCount(count)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroller>
  );
}

/** Right is the accent's colour, wrong is the danger's; faint enough that ink stays readable on it. */
function shade(isHit: boolean, share: number): string {
  const percent = isHit ? 40 * share : Math.min(40, share > 0 ? 8 + 200 * share : 0);
  return `color-mix(in srgb, var(--color-${isHit ? 'accent' : 'danger'}) ${percent.toFixed(1)}%, var(--color-raised))`;
}
