/** A whole project as one file: the document, and by choice its trained weights, its data set and its runs. */
import type { PictureSettings } from '#data/picture-settings.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { Project } from '#graph/project/project.ts';

/** What goes into the file besides the document. */
export interface ProjectParts {
  readonly weights: boolean;
  readonly dataset: boolean;
  readonly runs: boolean;
}

/** What there is to go in, by part; null where there is nothing. Bytes are those it takes in the file, about. */
export interface ProjectSizes {
  readonly document: { readonly bytes: number };
  /** Of the network at hand. */
  readonly weights: { readonly parameters: number; readonly bytes: number } | null;
  /** Null for one that every Stride has. */
  readonly dataset: { readonly name: string; readonly pictures: number; readonly bytes: number } | null;
  /** `bytes` are of settings and curves; `weightsBytes` come on top, of the runs whose weights are kept. */
  readonly runs: {
    readonly count: number;
    readonly bytes: number;
    readonly withWeights: number;
    readonly weightsBytes: number;
  } | null;
}

export interface WriteProjectRequest {
  /** Chosen by the caller: names the work in events and in `cancel`. */
  readonly job: string;
  readonly project: Project;
  readonly parts: ProjectParts;
}

/** The data set in a project file. */
export interface CarriedDataset {
  /** The one that the file's project and runs name. */
  readonly id: string;
  readonly name: string;
  readonly settings: PictureSettings;
  readonly classNames: readonly string[];
  readonly pictures: number;
  /** As `DatasetDescription.contentHash`. */
  readonly contentHash: string;
  /** As `PictureLibrary.exportZip` gives it; a part of the opened file, unread. */
  readonly archive: Blob;
}

/** What a project file holds, before anything is replaced. Its weights and runs stay with the engine. */
export interface OpenedProject {
  /** Names what was opened in the calls below. */
  readonly id: string;
  readonly project: Project;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** `graph` is the network that they belong to, which need not be the project's any more. */
  readonly weights: { readonly parameters: number; readonly graph: ModelGraph } | null;
  readonly dataset: CarriedDataset | null;
  readonly runs: number;
}

export interface ProjectEngine {
  measure(project: Project): Promise<ProjectSizes>;
  /** Rejects with `cancelled`, `storage-full`, `storage-refused`; nothing is left behind then. */
  write(request: WriteProjectRequest): Promise<Blob>;
  cancel(job: string): Promise<void>;
  /**
   * Reads a file and checks it: layers, settings, the shapes of weights, runs. The data set is read when it is imported. Only
   * what was opened last is held. Rejects with `unreadable-file`, `zip-bomb`, `zip-damaged` or `weights-do-not-fit`.
   */
  open(file: File): Promise<OpenedProject>;
  /**
   * Keeps the opened runs that are not kept here already, with their weights, and gives their number. Those trained on the
   * file's data set name `dataset` from now on, where it is given. Rejects with `no-opened-project` and `storage-full`.
   */
  keepRuns(id: string, dataset: string | null): Promise<number>;
  /**
   * Makes the opened weights those of the network at hand. Gives whether there were any. Rejects with
   * `no-opened-project` and `already-training`.
   */
  adopt(id: string): Promise<boolean>;
  /** Frees what was held of the file. */
  forget(id: string): Promise<void>;
}

/** Bytes of the file written so far, and about how many it will have. */
export type ProjectEvent = {
  readonly type: 'project-written';
  readonly job: string;
  readonly done: number;
  readonly total: number;
};
