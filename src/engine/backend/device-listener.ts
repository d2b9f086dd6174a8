/** Hears what a GPU device says unasked. */
export interface DeviceListener {
  /** The device is gone, and everything on it. */
  lost(reason: string): void;
  /** An operation failed that nobody was waiting for. */
  failed(message: string, isOutOfMemory: boolean): void;
}
