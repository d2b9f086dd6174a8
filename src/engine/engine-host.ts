/** What every part of the engine stands on. A part is a function of the host that gives one group of the protocol's calls. */
import type { EngineEvent } from '#protocol/engine.ts';
import type { FileStore } from '#storage/file-store.ts';
import type { RecordStore } from '#storage/record-store.ts';
import type { DatasetShelf } from './datasets/dataset-shelf.ts';
import type { Session } from './session.ts';

export interface EngineHost {
  /** The app's address, which its own files are relative to. */
  readonly baseUrl: string;
  /** Where records and files outlive the page; absent where the browser refuses or a test does without. */
  readonly records?: RecordStore;
  readonly files?: FileStore;
  readonly shelf: DatasetShelf;
  emit(event: EngineEvent): void;
  /** Loads TensorFlow.js at the first call; a part imports what needs it only after this. */
  session(): Promise<Session>;
}
