import { formatCount } from '#base/format.ts';
import { classNames } from '../../kit/class-names.ts';
import type { Cell } from './cell-samples.ts';

export interface ConfusionCellProps {
  readonly cell: Cell;
  readonly count: number;
  /** Of the samples of the actual class, 0..1. */
  readonly share: number;
  readonly labels: readonly string[];
  readonly isWorst: boolean;
  readonly isOpen: boolean;
  /** Whether Tab comes to this cell; the arrow keys go on from there. */
  readonly isTabStop: boolean;
  /** Absent where the samples behind the cell are not known. */
  readonly onOpen?: ((cell: Cell) => void) | undefined;
}

/** How often one class was taken for another; pressed, it opens the pictures. */
export function ConfusionCell(props: ConfusionCellProps) {
  const { cell, count, share, labels, isWorst, isOpen, isTabStop, onOpen } = props;
  const isHit = cell.actual === cell.predicted;
  const look = classNames(
    count === 0 ? 'text-ink-faint' : 'text-ink',
    isHit && count > 0 && 'font-semibold',
    isWorst && 'font-semibold outline-2 -outline-offset-2 outline-danger',
  );
  const style = { background: shade(isHit, share) };
  if (!onOpen) {
    return (
      <td className={classNames('h-8 min-w-7 border border-surface px-0.5 text-center', look)} style={style}>
        {formatCount(count)}
      </td>
    );
  }
  const { actual, predicted } = cell;
  return (
    <td className={classNames('h-8 min-w-7 border border-surface p-0 text-center', look)} style={style}>
      <button
        type="button"
        data-cell={`${actual},${predicted}`}
        className={classNames('size-full min-h-8 cursor-pointer px-0.5', isOpen && 'ring-2 ring-accent ring-inset')}
        tabIndex={isTabStop ? 0 : -1}
        aria-pressed={isOpen}
        aria-label={`${labels[actual]} taken for ${labels[predicted]}: ${formatCount(count)}`}
        onClick={() => onOpen(cell)}
      >
        {formatCount(count)}
      </button>
    </td>
  );
}

/** Right is the accent's colour, wrong is the danger's; faint enough that ink stays readable on it. */
function shade(isHit: boolean, share: number): string {
  const percent = isHit ? 40 * share : Math.min(40, share > 0 ? 8 + 200 * share : 0);
  return `color-mix(in srgb, var(--color-${isHit ? 'accent' : 'danger'}) ${percent.toFixed(1)}%, var(--color-raised))`;
}
