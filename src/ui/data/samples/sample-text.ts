/** What a sample is called, in its cell, in its details and aloud. */
import { formatCount } from '#base/format.ts';
import { type SplitName, splitNames } from '#data/split-names.ts';
import type { ShownDataset } from '#state/library-store.ts';

export interface SampleFacts {
  readonly id: number;
  /** Counted from 1, in the order of adding. */
  readonly number: number;
  readonly className: string;
  /** Null where no sample of the data set is held back. */
  readonly split: SplitName | null;
  /** Of the original, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** The facts of the sample at a place in the columns. */
export function sampleFacts({ columns, description }: ShownDataset, place: number): SampleFacts {
  return {
    id: columns.ids[place] ?? 0,
    number: place + 1,
    className: description.classNames[columns.classes[place] ?? 0] ?? '?',
    split: description.hasSplits ? (splitNames[columns.splits[place] ?? 0] ?? null) : null,
    width: columns.widths[place] ?? 0,
    height: columns.heights[place] ?? 0,
  };
}

/** `Sample 12, class cat, validation`. */
export function sampleLabel({ number, className, split }: Pick<SampleFacts, 'number' | 'className' | 'split'>): string {
  return `Sample ${formatCount(number)}, class ${className}${split === null ? '' : `, ${split}`}`;
}
