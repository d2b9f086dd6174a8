/** How much a zip file may ask for: what a bomb exceeds and no data set does. */
export interface ZipLimits {
  readonly entries: number;
  /** Unpacked, of one file and of all together. */
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** Unpacked over packed, judged for files of more than `ratioFromBytes` unpacked. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
}

export const defaultZipLimits: ZipLimits = {
  entries: 250_000,
  entryBytes: 256e6,
  totalBytes: 16e9,
  ratio: 200,
  ratioFromBytes: 4e6,
};
