import { useMemo } from 'react';
import type { Detection } from '#vision/detection.ts';
import { iouMatrix } from '#vision/iou.ts';
import { TableScroller } from '../../train/TableScroller.tsx';

const most = 12;

export interface IouMatrixProps {
  readonly candidates: readonly Detection[];
  readonly classNames: readonly string[];
  readonly threshold: number | null;
}

/** The IoU of each of the best candidates with each other; what exceeds the threshold stands out. */
export function IouMatrix({ candidates, classNames, threshold }: IouMatrixProps) {
  const best = useMemo(() => candidates.slice(0, most), [candidates]);
  const matrix = useMemo(() => iouMatrix(best.map(({ box }) => box)), [best]);
  return (
    <TableScroller>
      <table aria-label="IoU matrix" className="border-collapse text-caption tabular-nums">
        <thead>
          <tr>
            <td />
            {best.map((_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a candidate is its rank.
              <th key={column} scope="col" className="px-1 py-0.5 font-medium text-ink-muted">
                {column + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {best.map(({ classIndex, score }, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a candidate is its rank.
            <tr key={row}>
              <th scope="row" className="whitespace-nowrap pr-2 text-left font-medium text-ink">
                {row + 1} {classNames[classIndex]} {score.toFixed(2)}
              </th>
              {best.map((_, column) => {
                const overlap = matrix[row * best.length + column] ?? 0;
                const isAbove = row !== column && threshold !== null && overlap > threshold;
                return (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: a candidate is its rank.
                    key={column}
                    className={`px-1 py-0.5 text-center ${isAbove ? 'font-semibold text-ink underline' : 'text-ink-muted'}`}
                    style={{
                      background: `color-mix(in srgb, var(--color-accent) ${Math.round(overlap * 45)}%, transparent)`,
                    }}
                  >
                    {row === column ? '–' : overlap.toFixed(2)}
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
