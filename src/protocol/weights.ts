/** Files on other servers: fetched when asked for, checked, and kept on this computer. */

/** A file kept on this computer. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  /** Bytes on the disk, those of a download that was broken off as well. */
  readonly bytes: number;
  /** False for a download that was broken off and can go on. */
  readonly isComplete: boolean;
  readonly licence: string | null;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export interface DownloadProgress {
  /** As a person reads it. */
  readonly file: string;
  /** The host that it comes from. */
  readonly host: string;
  readonly done: number;
  /** Bytes in all; null where the host does not say. */
  readonly total: number | null;
  readonly bytesPerSecond: number;
  /** null while that cannot be told. */
  readonly millisecondsLeft: number | null;
}

export type WeightsEvent =
  /** At most a few times a second, and once at the end. `job` is what the caller named the work. */
  | { readonly type: 'download'; readonly job: string; readonly progress: DownloadProgress }
  /** The connection was lost and the download goes on from where it was. */
  | { readonly type: 'download-resumed'; readonly job: string; readonly done: number }
  /** The file is used, but could not be kept on this computer. */
  | { readonly type: 'download-not-kept'; readonly job: string; readonly reason: string };

export interface WeightsSettings {
  /** The base of a weights mirror, which takes the place of every published host; null for these. */
  readonly mirror: string | null;
  /** Whether weights of networks are kept with 16 bits a number instead of 32. */
  readonly halfPrecision: boolean;
}

export interface WeightsEngine {
  /** Applies to every later download. Rejects with `mirror-address` where the mirror is no http(s) address. */
  configure(settings: WeightsSettings): Promise<void>;
  /** What is kept on this computer, by name. */
  kept(): Promise<readonly KeptFile[]>;
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
  /** Breaks off a job's downloads; the call that started them rejects with `cancelled`. What was fetched stays, to go on from. */
  cancel(job: string): Promise<void>;
}
