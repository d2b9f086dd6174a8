/** Data sets as the engine sees them: pixels in bytes, a class each. */

export interface DatasetInfo {
  readonly id: string;
  readonly name: string;
  readonly sampleCount: number;
  /** `[height, width, channels]`, uint8. */
  readonly sampleShape: readonly [number, number, number];
  readonly classNames: readonly string[];
  readonly countByClass: readonly number[];
  /** Training, validation and test; absent where nothing is held back by the data set itself. */
  readonly countBySplit?: readonly [training: number, validation: number, test: number];
}

/** Some samples' pixels, in the order asked for. */
export interface SamplePixels {
  /** `[count, height, width, channels]`, 0..255. */
  readonly pixels: Uint8Array;
  readonly labels: Uint16Array;
}
