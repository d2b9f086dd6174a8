/**
 * Where big things lie between visits: pictures, weights, checkpoints. One interface over the origin private file
 * system, so that what is decided about files can be tested without a browser. Paths are relative, with `/` between
 * folders: `pictures/3f/3fa9…`. Every call rejects with `storage-refused` where the browser lets nothing be stored.
 */
export interface StoredFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

export interface FileStore {
  /** The file, whose bytes are only read when they are asked for, or undefined where there is none. */
  read(path: string): Promise<Blob | undefined>;
  /**
   * Writes aside and swaps in whole: after a crash there is the old file or the new one, never half of either.
   * Rejects with `storage-full` where the file does not fit; what was there before stands.
   */
  write(path: string, content: Blob | Uint8Array | ReadableStream<Uint8Array>): Promise<void>;
  /** Deletes a file or a folder with all in it. Nothing happens where there is none. */
  remove(path: string): Promise<void>;
  /** Every file below a folder, however deep; none where there is no such folder. */
  list(folder: string): Promise<readonly StoredFile[]>;
}
