/** A file that an import goes through, wherever its bytes lie: on disk, in a zip, in an idx file. */
import type { SplitName } from '#data/split-names.ts';

export interface SourceFile {
  /** As it came: may hold anything. */
  readonly path: string;
  readonly size: number;
  read(): Promise<Uint8Array>;
}

/** A file that may become a sample. */
export interface Candidate extends SourceFile {
  /** Safe to show. */
  readonly name: string;
  readonly className: string;
  readonly split: SplitName;
  /** Of a file of Stride's own making, which nobody needs to decode to see that it can be. */
  readonly madeSize?: { readonly width: number; readonly height: number };
}
