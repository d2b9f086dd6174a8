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

export interface RecordStore {
  /** The record under this key, or undefined. Rejects where the browser refuses storage. */
  get(key: string): Promise<unknown>;
  put(key: string, record: unknown): Promise<void>;
  /** Moves the record under this key out of the way in one transaction. What is set aside is never deleted. */
  setAside(key: string, reason: string): Promise<void>;
}
