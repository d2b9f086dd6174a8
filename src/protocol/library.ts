/**
 * The picture library: a worker of its own that keeps a person's data sets, so that an import blocks neither the page
 * nor a training run. Like the engine's, every call may reject with an `EngineFault`, and what it says unasked are events.
 */
import type { PackedTexts } from '#data/library/packed-texts.ts';
import type { PictureSettings } from '#data/picture-settings.ts';
import type { SplitName } from '#data/split-names.ts';
import type { Picture } from './engine.ts';

export interface DatasetSummary {
  /** Also what `Engine.openDataset` and a project's `dataset` take. Begins with `library:`. */
  readonly id: string;
  readonly name: string;
  readonly sampleCount: number;
  readonly classNames: readonly string[];
  /** Of the original files. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Set on one that was deleted and can still be restored. */
  readonly deletedAt: number | null;
}

export interface ClassSummary {
  readonly name: string;
  readonly count: number;
  /** By split, in the order of `splitNames`. */
  readonly countBySplit: readonly [training: number, validation: number, test: number];
}

/** Something about a data set that a person should know; nothing that stands in the way. */
export interface LibraryWarning {
  readonly code: 'few-samples' | 'names-differ-in-case' | 'imbalanced' | 'same-picture-in-classes' | 'empty-class';
  readonly message: string;
  /** Indices of the classes it is about. */
  readonly classes: readonly number[];
}

export interface SplitPlan {
  /** Shares, 0..1, that go to validation and test; the rest trains. */
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
  /** Whether every class is divided in these shares, or only the whole. */
  readonly isStratified: boolean;
}

export interface DatasetDescription extends DatasetSummary {
  readonly classes: readonly ClassSummary[];
  readonly settings: PictureSettings;
  /** The plan that splits were last assigned by; null where they came with the files or never were. */
  readonly splitPlan: SplitPlan | null;
  /** Whether any sample is held back; where none is, training's own Validation split applies. */
  readonly hasSplits: boolean;
  readonly warnings: readonly LibraryWarning[];
  /** Lines of `skipped`, by kind. */
  readonly skippedCount: number;
  readonly noteCount: number;
  /** Changes whenever the pictures, their classes or their splits do: SHA-256 in hex. */
  readonly contentHash: string;
  /** What `undoEdit` would undo, as `Moved 3 pictures to cat`; null where there is nothing. */
  readonly undoLabel: string | null;
}

/**
 * All samples of a data set, a column each, in the order they were added. Every column has the same length. Nothing here
 * costs the thread that receives it more for many samples than for few.
 */
export interface SampleColumns {
  /** Stable for the data set's whole life; what every call below takes. They rise. */
  readonly ids: Uint32Array;
  /** Indices into the description's classes. */
  readonly classes: Uint16Array;
  /** Indices into `splitNames`. */
  readonly splits: Uint8Array;
  /** Of the original, in pixels, as it is shown (EXIF orientation applied). */
  readonly widths: Uint32Array;
  readonly heights: Uint32Array;
  /** Of the original: 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha; 0 where its header does not say. */
  readonly channels: Uint8Array;
  /** Bytes of the original. */
  readonly bytes: Uint32Array;
  /** Safe to show: the file's name without its folders, by `textAt`. */
  readonly names: PackedTexts;
}

/** A file and where it lay: `train/cats/1.png`, with `/` between folders; a lone file's path is its name. */
export interface SourceEntry {
  readonly path: string;
  readonly file: Blob;
}

export interface ImportRequest {
  /** Chosen by the caller: names the import in events and in `cancelImport`. */
  readonly job: string;
  readonly dataset: string;
  /**
   * Pictures, alone or in folders (a folder a class; `train`, `validation`, `val`, `valid`, `test` above it are splits; a
   * single root folder is peeled off); zip files of the same; a CSV file with `file,class` beside the pictures; pairs
   * of idx files, gzipped or not. Any mixture.
   */
  readonly entries: readonly SourceEntry[];
  /** The class of everything in the import, whatever its folder says; by folder where absent. */
  readonly className?: string;
  /** The split of what no folder assigns; `training` where absent. */
  readonly split?: SplitName;
}

export interface ImportProgress {
  readonly job: string;
  readonly dataset: string;
  /** Files gone through, whatever became of them, and found so far; `total` may grow while archives are opened. */
  readonly done: number;
  readonly total: number;
  readonly added: number;
  readonly skipped: number;
  /** Bytes of pictures added. */
  readonly bytes: number;
  readonly imagesPerSecond: number;
  /** NaN while it cannot be told. */
  readonly millisecondsLeft: number;
}

/** What has come of a hosted data set, before its pictures are read. */
export interface ImportDownload {
  readonly job: string;
  /** Bytes. */
  readonly received: number;
  readonly total: number;
  /** NaN while it cannot be told. */
  readonly millisecondsLeft: number;
}

/** One line of "Skipped files", or a note about one that came in. */
export interface ImportLine {
  /** `skipped`: not in the data set. `warning`, `note`: it is in, and this is worth knowing. */
  readonly kind: 'skipped' | 'warning' | 'note';
  /** Safe to show. */
  readonly path: string;
  /** A sentence. */
  readonly reason: string;
  /** What can be done, a sentence; empty where nothing need be. */
  readonly remedy: string;
}

export interface ImportOutcome {
  readonly job: string;
  readonly dataset: string;
  /** `full`: the browser's space ran out; what fitted is in and the rest is among the skipped. */
  readonly end: 'finished' | 'cancelled' | 'full';
  readonly added: number;
  /** Files left out with a line each. */
  readonly skipped: number;
  /** The first of the lines; all are in `skipped`. */
  readonly lines: readonly ImportLine[];
  readonly milliseconds: number;
}

/** The same picture (by its bytes) more than once in a data set. */
export interface DuplicateGroup {
  readonly samples: readonly number[];
  /** True where the copies are of different classes: one label must be wrong. */
  readonly isAcrossClasses: boolean;
}

export interface StorageReport {
  /** By everything of this page, in bytes. */
  readonly used: number;
  /** What the browser would still give, in bytes. */
  readonly left: number;
  /** False where the browser may delete everything when the disk runs low. */
  readonly isPersistent: boolean;
}

export type LibraryEvent =
  | { readonly type: 'import-progress'; readonly progress: ImportProgress }
  | { readonly type: 'import-download'; readonly download: ImportDownload }
  /** The data set's content, name or settings are others now: whoever shows it asks again. */
  | { readonly type: 'dataset-changed'; readonly dataset: string }
  /** Data sets came, went or came back. */
  | { readonly type: 'datasets-changed' };

export interface PictureLibrary {
  /** Hears every event from now on. One listener, set once. */
  listen(listener: (event: LibraryEvent) => void): Promise<void>;

  /**
   * To be called when this page has become the only one that changes data sets: another page may have changed them since
   * they were read, so that they are read anew, and what earlier visits deleted is deleted for good.
   */
  takeCharge(): Promise<void>;

  /** Newest first; deleted ones that can be restored are among them. */
  listDatasets(): Promise<readonly DatasetSummary[]>;
  /** Names are trimmed and made safe to show; an empty one becomes `Data set`. */
  createDataset(name: string, settings?: Partial<PictureSettings>): Promise<DatasetSummary>;
  renameDataset(dataset: string, name: string): Promise<void>;
  /** Can be undone by `restoreDataset` until `purgeDataset` or the next start of the app. */
  deleteDataset(dataset: string): Promise<void>;
  restoreDataset(dataset: string): Promise<void>;
  /** Deletes for good, with every picture that no other data set has. */
  purgeDataset(dataset: string): Promise<void>;
  describe(dataset: string): Promise<DatasetDescription>;

  /**
   * Hands over files of an import that `importFiles` begins with those it brings itself, which come last: a page that
   * handed over thousands at once would stand still. `cancelImport` lets them go.
   */
  offerFiles(job: string, entries: readonly SourceEntry[]): Promise<void>;
  /** Resolves when the import has ended, however it ended. Progress comes as events. Several may run at once. */
  importFiles(request: ImportRequest): Promise<ImportOutcome>;
  /** Fetches one of `hosted-datasets.ts` into the data set. Rejects with `offline` where its files cannot be had. */
  importHosted(request: {
    readonly job: string;
    readonly dataset: string;
    readonly hosted: string;
  }): Promise<ImportOutcome>;
  /** Ends the import between two files; what is in stays in. */
  cancelImport(job: string): Promise<void>;
  /** A webcam frame into a class, which is made where it is new. Gives the new sample's id, null for an exact repeat. */
  addFrame(dataset: string, className: string, frame: ImageBitmap | Blob): Promise<number | null>;
  /** Lines of every import so far, newest import last; where `most` is given, the last so many. */
  skipped(dataset: string, most?: number): Promise<readonly ImportLine[]>;
  clearSkipped(dataset: string): Promise<void>;

  samples(dataset: string): Promise<SampleColumns>;
  /** SHA-256 of the original file, in hex. */
  sampleHash(dataset: string, sample: number): Promise<string>;
  /** The original file. */
  picture(dataset: string, sample: number): Promise<Blob>;
  /** The whole picture within `size` × `size` pixels, for each sample; null for one that cannot be drawn. */
  thumbnails(dataset: string, samples: readonly number[], size: number): Promise<readonly (ImageBitmap | null)[]>;
  /** One sample as the network would see it under these settings, before any layer. */
  preview(dataset: string, sample: number, settings: PictureSettings): Promise<Picture>;
  duplicates(dataset: string): Promise<readonly DuplicateGroup[]>;

  setSettings(dataset: string, settings: PictureSettings): Promise<void>;

  /** The edits below can each be undone, last one first, until the next import into the data set. */
  addClass(dataset: string, name: string): Promise<void>;
  /** Rejects with `class-exists` where another class has the name: merge them instead. */
  renameClass(dataset: string, classIndex: number, name: string): Promise<void>;
  /** All samples of the classes go to `into`, which is one of them or another; the emptied ones go. */
  mergeClasses(dataset: string, classes: readonly number[], into: number): Promise<void>;
  /** `order[i]` is the present index of the class that comes to place `i`. */
  reorderClasses(dataset: string, order: readonly number[]): Promise<void>;
  /** With all its samples. */
  deleteClass(dataset: string, classIndex: number): Promise<void>;
  moveSamples(dataset: string, samples: readonly number[], classIndex: number): Promise<void>;
  deleteSamples(dataset: string, samples: readonly number[]): Promise<void>;
  setSplit(dataset: string, samples: readonly number[], split: SplitName): Promise<void>;
  /** Every sample anew, by the plan. */
  assignSplits(dataset: string, plan: SplitPlan): Promise<void>;
  /** Gives what was undone, null where there was nothing. */
  undoEdit(dataset: string): Promise<string | null>;

  /** Folders by class (by split above where it has splits), with `index.csv`. Importing it gives the same hashes. */
  exportZip(dataset: string): Promise<Blob>;

  storageReport(): Promise<StorageReport>;
  /** Asks the browser to keep everything until the person deletes it. Gives its answer. */
  requestPersistence(): Promise<boolean>;
}

/** What the worker answers itself: only a page may ask for persistence. */
export type WorkerLibrary = Omit<PictureLibrary, 'requestPersistence'>;
