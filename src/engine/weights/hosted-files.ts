/**
 * The engine's one way to files on other servers. A file is looked for on this computer, then fetched from the hosts in
 * turn, or from the weights mirror alone where one is set; it is checked before anybody sees it.
 */
import type { KeptFile, WeightsSettings } from '#protocol/weights.ts';
import type { HostedFile } from '#zoo/weights/hosted-file.ts';

export interface FetchedFile {
  /** Checked: of the right length and hash, and no web page. */
  readonly content: Blob;
  /** The host that it came from; null where it was on this computer already. */
  readonly host: string | null;
  /** Bytes that travelled for it now. */
  readonly bytesFetched: number;
}

export interface FetchOptions {
  /** Names the work in events and for `cancel`. Several files may belong to one job. */
  readonly job: string;
}

export interface HostedFiles {
  readonly settings: WeightsSettings;
  /**
   * Throws a `StrideError` that says what went wrong and what to do next: `weights-missing` (404), `weights-forbidden`,
   * `weights-unreachable` (offline or no CORS), `weights-html`, `weights-truncated`, `weights-hash`, `weights-broken-off`,
   * `cancelled`.
   */
  fetchFile(file: HostedFile, options: FetchOptions): Promise<FetchedFile>;
  /** Keeps a file that was made here under the key of `file`; what is there already is overwritten. False where it does not fit. */
  keep(file: HostedFile, content: Blob): Promise<boolean>;
  /** Whether the file lies whole on this computer. */
  isKept(file: HostedFile): Promise<boolean>;
  configure(settings: WeightsSettings): void;
  /** A file with its parts is one. */
  kept(): Promise<readonly KeptFile[]>;
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
  cancel(job: string): void;
}
