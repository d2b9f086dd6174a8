/** What the Data workspace shows: the data sets, the open one with all its samples, what is selected, and imports. */
import { createStore } from 'zustand/vanilla';
import type {
  DatasetDescription,
  DatasetSummary,
  DuplicateGroup,
  ImportDownload,
  ImportLine,
  ImportProgress,
  SampleColumns,
  StorageReport,
} from '#protocol/library.ts';
import { everySample, type SampleFilter } from './library-filter.ts';

/** An import under way. */
export interface ImportJob {
  readonly job: string;
  readonly dataset: string;
  /** What comes in: `cats.zip`, `12 files`. */
  readonly label: string;
  /** What has come over the network; null where nothing is fetched. */
  readonly download: ImportDownload | null;
  /** Null until the first report. */
  readonly progress: ImportProgress | null;
  readonly isCancelling: boolean;
}

/** A data set as it lies open. */
export interface ShownDataset {
  readonly id: string;
  /** It ships with the app: it can be looked at and trained on, not edited. */
  readonly isEmbedded: boolean;
  readonly description: DatasetDescription;
  readonly columns: SampleColumns;
  readonly duplicates: readonly DuplicateGroup[];
  /** The latest lines about files that were left out or came in with a word, newest import last; not all where many. */
  readonly lines: readonly ImportLine[];
}

export type OpenDatasetState =
  | { readonly phase: 'loading'; readonly id: string }
  | { readonly phase: 'failed'; readonly id: string; readonly message: string; readonly remedy: string }
  | { readonly phase: 'ready'; readonly id: string; readonly shown: ShownDataset };

export interface LibraryState {
  /** A person's own, newest first, without deleted ones; null until they are known. */
  readonly datasets: readonly DatasetSummary[] | null;
  readonly open: OpenDatasetState | null;
  /** How many of its lines are shown at the most. */
  readonly linesWanted: number;
  readonly filter: SampleFilter;
  /** Ids of samples of the open data set. */
  readonly selected: ReadonlySet<number>;
  /** The sample that the keys act from and the details show; null for none. */
  readonly active: number | null;
  /** Where a range began that Shift extends. */
  readonly anchor: number | null;
  readonly jobs: readonly ImportJob[];
  readonly storage: StorageReport | null;
}

export type LibraryStore = ReturnType<typeof createLibraryStore>;

/** Lines that are shown at first, and so many more each time that more are asked for. */
export const linesAtOnce = 100;

export const nothingSelected = { selected: new Set<number>(), active: null, anchor: null } as const;

export function createLibraryStore() {
  return createStore<LibraryState>()(() => ({
    datasets: null,
    open: null,
    linesWanted: linesAtOnce,
    filter: everySample,
    ...nothingSelected,
    jobs: [],
    storage: null,
  }));
}

/** The open data set, once it is there. */
export function shownDataset({ open }: Pick<LibraryState, 'open'>): ShownDataset | null {
  return open?.phase === 'ready' ? open.shown : null;
}
