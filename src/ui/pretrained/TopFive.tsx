import { useStore } from 'zustand';
import { formatPercent } from '#base/format.ts';
import { clamp } from '#base/math.ts';
import { Callout } from '../kit/Callout.tsx';
import { classNames } from '../kit/class-names.ts';
import { useStride } from '../stride-context.ts';
import { formatMilliseconds } from './pretrained-text.ts';

/** What the network sees in the picture, the likeliest five classes with bars; or why it does not say. */
export function TopFive() {
  const answer = useStore(useStride().pretrained, (state) => state.answer);
  if (answer.phase === 'failed') {
    return (
      <Callout tone="error" title={answer.fault.message}>
        {answer.fault.remedy}
      </Callout>
    );
  }
  const shown = answer.phase === 'answered' ? answer.classification : answer.phase === 'asking' ? answer.before : null;
  if (shown === null) return answer.phase === 'asking' ? <p className="text-ink-muted text-label">Looking …</p> : null;
  const { prepare, run } = shown.milliseconds;
  return (
    <div className="flex flex-col gap-1.5">
      <ul aria-label="Top 5" className="flex flex-col gap-1">
        {shown.top.map(({ wnid, name, probability }, rank) => (
          <li
            key={wnid}
            aria-label={`${readable(name)}, ${wnid}, ${formatPercent(probability)}`}
            className="flex flex-col gap-0.5 py-0.5"
          >
            <span className="flex items-baseline gap-2">
              <span className={classNames('min-w-0 truncate', rank === 0 ? 'font-semibold text-ink' : 'text-ink')}>
                {readable(name)}
              </span>
              <span className="text-caption text-ink-faint">{wnid}</span>
              <span
                className={classNames('ml-auto tabular-nums', rank === 0 ? 'font-semibold text-ink' : 'text-ink-muted')}
              >
                {formatPercent(probability)}
              </span>
            </span>
            <span className="h-2 overflow-hidden rounded-full bg-hover">
              <span
                className={classNames('block h-full rounded-full', rank === 0 ? 'bg-accent' : 'bg-line-strong')}
                style={{ width: `${100 * clamp(probability, 0, 1)}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
      <p className="text-caption text-ink-faint tabular-nums">
        Picture prepared in {formatMilliseconds(prepare)}, answered in {formatMilliseconds(run)}
      </p>
    </div>
  );
}

/** `Egyptian_cat` → `Egyptian cat`. */
function readable(name: string): string {
  return name.replaceAll('_', ' ');
}
