import { History } from 'lucide-react';
import { formatBytes, formatCount, formatDuration } from '#base/format.ts';
import type { RunRecord } from '#graph/training/run-schemas.ts';
import { compareRun, goBackToRun } from '#state/runs.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { useStride } from '../../stride-context.ts';
import { formatMetric } from '../charts/metric-text.ts';
import { RunActions } from './RunActions.tsx';
import { runFacts } from './run-facts.ts';

const cell = 'whitespace-nowrap px-1.5 py-1 text-right';
const textCell = 'whitespace-nowrap px-1.5 py-1 text-left';
const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export interface RunRowProps {
  readonly run: RunRecord;
  readonly isCompared: boolean;
  /** Why no run can be gone back to now; null where one can. */
  readonly obstacle: string | null;
  onEdit(): void;
}

export function RunRow({ run, isCompared, obstacle, onEdit }: RunRowProps) {
  const stride = useStride();
  const { name, note, origin, end, milliseconds, weightsBytes } = run;
  const { epochs, loss, accuracy, isValidated } = runFacts(run);
  const title = isValidated ? undefined : 'Of training samples: none were held back for validation.';
  return (
    <tr className="border-line border-b last:border-b-0">
      <td className="px-1">
        <label className="flex size-8 cursor-pointer items-center justify-center pointer-coarse:size-11">
          <input
            type="checkbox"
            aria-label={`Compare ${name}`}
            checked={isCompared}
            onChange={(event) => compareRun(stride, origin.run, event.target.checked)}
            className="size-4 accent-accent"
          />
        </label>
      </td>
      <th scope="row" className="max-w-56 px-1.5 py-1 text-left font-medium">
        <span className="block truncate">{name}</span>
        {note !== '' && (
          <span className="block truncate font-normal text-caption text-ink-muted" title={note}>
            {note}
          </span>
        )}
      </th>
      <td className={textCell}>{time.format(origin.startedAt)}</td>
      <td className={cell}>
        {formatCount(epochs)}
        <span className="text-ink-faint"> of {formatCount(origin.settings.epochs)}</span>
        {end.kind === 'diverged' && <span className="text-danger"> diverged</span>}
      </td>
      <td className={cell} title={title}>
        {loss === null ? '–' : formatMetric('loss', loss)}
      </td>
      <td className={cell} title={title}>
        {accuracy === null ? '–' : formatMetric('accuracy', accuracy)}
      </td>
      <td className={cell}>{formatDuration(milliseconds)}</td>
      <td className={cell}>{weightsBytes === 0 ? '–' : formatBytes(weightsBytes)}</td>
      <td className="px-1">
        <div className="flex justify-end">
          <IconButton
            size="small"
            icon={History}
            label={`Go back to ${name}`}
            description={obstacle ?? 'Go back to this run: its network, settings and weights'}
            disabled={obstacle !== null}
            onClick={() => void goBackToRun(stride, run)}
          />
          <RunActions run={run} onEdit={onEdit} />
        </div>
      </td>
    </tr>
  );
}
