import { formatPercent } from '#base/format.ts';
import { type PrecisionRecallPoint, precisionEnvelope } from '#vision/precision-recall.ts';
import { TableScroller } from '../../train/TableScroller.tsx';
import { curveRows } from './curve-rows.ts';

const [width, height] = [340, 240];
const margin = { left: 40, right: 10, top: 8, bottom: 34 };
const ticks = [0, 0.25, 0.5, 0.75, 1];
const cell = 'px-2 py-0.5 text-right tabular-nums';

const toX = (recall: number) => margin.left + recall * (width - margin.left - margin.right);
const toY = (precision: number) => height - margin.bottom - precision * (height - margin.top - margin.bottom);

export interface CurveFigureProps {
  readonly className: string;
  readonly ap50: number | null;
  readonly curve: readonly PrecisionRecallPoint[];
}

/** Precision over recall of one class at IoU 0.5, as a picture and as a table. */
export function CurveFigure({ className, ap50, curve }: CurveFigureProps) {
  const envelope = precisionEnvelope(curve);
  const last = curve.at(-1);
  const steps = curve.map(({ recall }, index) => `${toX(recall)},${toY(envelope[index] ?? 0)}`);
  const start = curve.length > 0 ? [`${toX(0)},${toY(envelope[0] ?? 0)}`] : [];
  const rows = curveRows(curve);
  return (
    <figure aria-label="Precision and recall" className="flex min-w-0 flex-col gap-2">
      <figcaption className="text-ink text-label">
        <span className="font-semibold">{className}</span>, at IoU 0.5
        {ap50 !== null && `: average precision ${formatPercent(ap50)}`}
      </figcaption>
      <div className="grid @2xl:grid-cols-[minmax(0,28rem)_minmax(0,1fr)] gap-4">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          className="w-full max-w-md"
          role="img"
          aria-label={
            last
              ? `Precision over recall of ${className}; it ends at a recall of ${formatPercent(last.recall, 0)}.`
              : `No detection of ${className}.`
          }
        >
          {ticks.map((tick) => (
            <g key={tick} fontSize="11" fill="var(--color-ink-muted)">
              <line x1={toX(0)} x2={toX(1)} y1={toY(tick)} y2={toY(tick)} stroke="var(--color-line)" />
              <line x1={toX(tick)} x2={toX(tick)} y1={toY(0)} y2={toY(1)} stroke="var(--color-line)" />
              <text x={margin.left - 5} y={toY(tick) + 4} textAnchor="end">
                {tick}
              </text>
              <text x={toX(tick)} y={height - margin.bottom + 13} textAnchor="middle">
                {tick}
              </text>
            </g>
          ))}
          <text x={toX(0.5)} y={height - 4} fontSize="11" textAnchor="middle" fill="var(--color-ink-muted)">
            Recall
          </text>
          <text
            x={11}
            y={toY(0.5)}
            fontSize="11"
            textAnchor="middle"
            fill="var(--color-ink-muted)"
            transform={`rotate(-90 11 ${toY(0.5)})`}
          >
            Precision
          </text>
          {last && (
            <polygon
              points={[...start, ...steps, `${toX(last.recall)},${toY(0)}`, `${toX(0)},${toY(0)}`].join(' ')}
              fill="var(--color-accent)"
              fillOpacity="0.14"
            />
          )}
          <polyline
            points={curve.map(({ recall, precision }) => `${toX(recall)},${toY(precision)}`).join(' ')}
            fill="none"
            stroke="var(--color-line-strong)"
            strokeDasharray="3 3"
          />
          <polyline points={[...start, ...steps].join(' ')} fill="none" stroke="var(--color-accent)" strokeWidth="2" />
          {curve.length === 1 && last && (
            <circle cx={toX(last.recall)} cy={toY(last.precision)} r="3.5" fill="var(--color-accent)" />
          )}
        </svg>
        <TableScroller>
          <table aria-label="Precision by recall" className="w-full border-collapse text-label">
            <thead className="text-ink-muted">
              <tr className="border-line border-b">
                {['Recall', 'Best precision', 'At score'].map((name) => (
                  <th key={name} scope="col" className={`${cell} font-medium`}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ recall, precision, score }) => (
                <tr key={recall} className="border-line border-b last:border-b-0">
                  <th scope="row" className={`${cell} font-medium`}>
                    {recall.toFixed(1)}
                  </th>
                  <td className={cell}>{precision === null ? 'not reached' : formatPercent(precision)}</td>
                  <td className={cell}>{score === null ? '–' : score.toFixed(2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroller>
      </div>
    </figure>
  );
}
