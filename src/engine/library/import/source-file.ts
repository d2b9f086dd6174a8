/** A file that an import goes through, wherever its bytes lie: on disk, in a zip, in an idx file. */
import type { SplitName } from '#data/split-names.ts';
import type { SourceEntry } from '#protocol/library.ts';

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

/** A file that a person chose, asked about only when it is its turn: a browser looks each up on the disk. */
class ChosenFile implements SourceFile {
  readonly #entry: SourceEntry;

  constructor(entry: SourceEntry) {
    this.#entry = entry;
  }

  get path(): string {
    return this.#entry.path;
  }

  get size(): number {
    return this.#entry.file.size;
  }

  async read(): Promise<Uint8Array> {
    return new Uint8Array(await this.#entry.file.arrayBuffer());
  }
}

class FileWithin implements SourceFile {
  readonly #folder: string;
  readonly #file: SourceFile;

  constructor(folder: string, file: SourceFile) {
    this.#folder = folder;
    this.#file = file;
  }

  get path(): string {
    return `${this.#folder}/${this.#file.path}`;
  }

  get size(): number {
    return this.#file.size;
  }

  read(): Promise<Uint8Array> {
    return this.#file.read();
  }
}

export function fileOf(entry: SourceEntry): SourceFile {
  return new ChosenFile(entry);
}

/** The same file, as if it lay in the folder. */
export function within(folder: string, file: SourceFile): SourceFile {
  return new FileWithin(folder, file);
}
