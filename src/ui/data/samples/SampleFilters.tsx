import { CopyCheck, Grid2x2, Grid3x3, Square } from 'lucide-react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import { type SplitName, splitNames } from '#data/split-names.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useStride } from '../../stride-context.ts';
import type { CellSize } from './cell-sizes.ts';

const sizeChoices = [
  { size: 'small', label: 'Small pictures', icon: Grid3x3 },
  { size: 'medium', label: 'Medium pictures', icon: Grid2x2 },
  { size: 'large', label: 'Large pictures', icon: Square },
] as const;

const splitOptions: readonly { readonly value: SplitName | 'all'; readonly label: string }[] = [
  { value: 'all', label: 'All splits' },
  ...splitNames.map((value) => ({ value, label: `${value.charAt(0).toUpperCase()}${value.slice(1)} only` })),
];

export interface SampleFiltersProps {
  readonly shown: ShownDataset;
  readonly cellSize: CellSize;
  onCellSize(size: CellSize): void;
}

/** Which samples are shown, and how large. */
export function SampleFilters({ shown: { description, duplicates }, cellSize, onCellSize }: SampleFiltersProps) {
  const { libraryState } = useStride();
  const filter = useStore(libraryState, (state) => state.filter);
  const repeated = duplicates.reduce((sum, { samples }) => sum + samples.length, 0);
  return (
    <div className="flex items-center gap-1">
      {(duplicates.length > 0 || filter.isDuplicated) && (
        <button
          type="button"
          aria-pressed={filter.isDuplicated}
          onClick={() => libraryState.setState({ filter: { ...filter, isDuplicated: !filter.isDuplicated } })}
          className="inline-flex min-h-8 items-center gap-1.5 whitespace-nowrap rounded-medium px-2 font-medium text-ink-muted text-label hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-coarse:min-h-11"
        >
          <CopyCheck aria-hidden="true" className="size-3.5" />
          Duplicates
          <span className="text-ink-muted">{formatCount(repeated)}</span>
        </button>
      )}
      {description.hasSplits && (
        <div className="w-34">
          <SelectField
            label="Split"
            hideLabel
            value={filter.split ?? 'all'}
            options={splitOptions}
            onChange={(value) =>
              libraryState.setState({ filter: { ...filter, split: value === 'all' ? null : value } })
            }
          />
        </div>
      )}
      <div className="flex max-desk:hidden">
        {sizeChoices.map(({ size, label, icon }) => (
          <IconButton
            key={size}
            label={label}
            icon={icon}
            size="small"
            pressed={cellSize === size}
            onClick={() => onCellSize(size)}
          />
        ))}
      </div>
    </div>
  );
}
