import { scoreHistogram } from './lab-boxes.ts';

const bins = 20;
const [width, height] = [320, 90];
const foot = 16;

/** How many candidates have which score, with the threshold as a line. */
export function ScoreHistogram({
  scores,
  threshold,
}: {
  readonly scores: readonly number[];
  readonly threshold: number;
}) {
  const counts = scoreHistogram(scores, bins);
  const most = Math.max(1, ...counts);
  const below = scores.filter((score) => score <= threshold).length;
  const barWidth = width / bins;
  return (
    <figure aria-label="Scores" className="min-w-0">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="w-full"
        role="img"
        aria-label={`Scores of ${scores.length} candidates; ${below} are at or below the threshold of ${threshold.toFixed(2)}.`}
      >
        {counts.map((count, bin) => {
          const tall = (count / most) * (height - foot - 4);
          const isOut = (bin + 1) / bins <= threshold;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place.
              key={bin}
              x={bin * barWidth + 1}
              y={height - foot - tall}
              width={barWidth - 2}
              height={tall}
              fill={isOut ? 'var(--color-line-strong)' : 'var(--color-accent)'}
              fillOpacity={isOut ? 0.5 : 1}
            />
          );
        })}
        <line
          x1={threshold * width}
          x2={threshold * width}
          y1={0}
          y2={height - foot}
          stroke="var(--color-danger)"
          strokeWidth="2"
          strokeDasharray="4 3"
        />
        {[0, 0.5, 1].map((tick) => (
          <text
            key={tick}
            x={Math.min(width - 8, Math.max(8, tick * width))}
            y={height - 3}
            fontSize="11"
            textAnchor="middle"
            fill="var(--color-ink-muted)"
          >
            {tick}
          </text>
        ))}
      </svg>
      <figcaption className="text-caption text-ink-muted">
        {below} of {scores.length} candidates are at or below the score threshold and take no part.
      </figcaption>
    </figure>
  );
}
