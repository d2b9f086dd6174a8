import { formatCount, formatPercent } from '#base/format.ts';
import type { ConfusionMatrix } from '#protocol/training.ts';
import { TableScroller } from '../TableScroller.tsx';
import { classMetrics } from './class-metrics.ts';

const cell = 'px-2 py-1 text-right whitespace-nowrap';

/** Precision, recall, F1 and support of every class. */
export function ClassMetricsTable({ confusion: { classNames, counts } }: { readonly confusion: ConfusionMatrix }) {
  const metrics = classMetrics(counts, classNames.length);
  const scores = metrics.flatMap(({ f1 }) => (f1 === null ? [] : [f1]));
  const best = Math.max(...scores);
  const worst = Math.min(...scores);
  return (
    <TableScroller>
      <table aria-label="Metrics by class" className="w-full border-collapse text-label">
        <thead className="text-ink-muted">
          <tr className="border-line border-b">
            {['Class', 'Precision', 'Recall', 'F1', 'Support'].map((name) => (
              <th key={name} scope="col" className={`${cell} font-medium first:text-left`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {metrics.map(({ precision, recall, f1, support }, label) => (
            <tr key={classNames[label]} className="border-line border-b last:border-b-0">
              <th scope="row" className="whitespace-nowrap px-2 py-1 text-left font-medium">
                {classNames[label]}
                {best > worst && f1 === best && <span className="ml-2 text-caption text-success">best</span>}
                {best > worst && f1 === worst && <span className="ml-2 text-caption text-danger">worst</span>}
              </th>
              <td className={cell}>{share(precision)}</td>
              <td className={cell}>{share(recall)}</td>
              <td className={cell}>{share(f1)}</td>
              <td className={cell}>{formatCount(support)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroller>
  );
}

function share(value: number | null): string {
  return value === null ? '–' : formatPercent(value);
}
