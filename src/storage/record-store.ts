/**
 * Where records lie between visits. One interface over IndexedDB, so that what is decided about records can be tested
 * without a browser.
 */
export interface SetAside {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Why it could not be read. */
  readonly reason: string;
  readonly record: unknown;
}

export type RecordEntry = readonly [key: string, record: unknown];

export interface RecordStore {
  /** The record under this key, or undefined. Rejects where the browser refuses storage. */
  get(key: string): Promise<unknown>;
  put(key: string, record: unknown): Promise<void>;
  /** Puts all of them or, after a crash, none. */
  putAll(entries: readonly RecordEntry[]): Promise<void>;
  delete(key: string): Promise<void>;
  /** Every record whose key begins so, in the order of their keys. */
  entries(prefix: string): Promise<readonly RecordEntry[]>;
  /** Moves the record under this key out of the way in one transaction. What is set aside is never deleted. */
  setAside(key: string, reason: string): Promise<void>;
}
