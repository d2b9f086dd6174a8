import { formatCount, formatPercent } from '#base/format.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';

export interface ClassListProps {
  readonly info: DatasetInfo;
  /** The class whose samples are shown; null for all. */
  readonly selected: number | null;
  onSelect(label: number | null): void;
}

/** Every class with its count, and how evenly they are spread. */
export function ClassList({ info: { classNames, countByClass, sampleCount }, selected, onSelect }: ClassListProps) {
  const most = Math.max(1, ...countByClass);
  return (
    <ul aria-label="Classes" className="flex flex-col gap-0.5">
      {classNames.map((name, label) => {
        const count = countByClass[label] ?? 0;
        return (
          <li key={name}>
            <button
              type="button"
              aria-pressed={selected === label}
              aria-label={`Class ${name}, ${formatCount(count)} samples, ${formatPercent(count / sampleCount)}`}
              onClick={() => onSelect(selected === label ? null : label)}
              className="grid min-h-8 w-full grid-cols-[minmax(1.5rem,auto)_1fr_3rem] items-center gap-2 rounded-medium px-2 text-label hover:bg-hover aria-pressed:bg-accent-soft pointer-coarse:min-h-11"
            >
              <span className="truncate text-left font-medium text-ink">{name}</span>
              <span className="h-2 overflow-hidden rounded-full bg-hover">
                <span className="block h-full rounded-full bg-accent" style={{ width: `${(100 * count) / most}%` }} />
              </span>
              <span className="text-right text-ink-muted">{formatCount(count)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
