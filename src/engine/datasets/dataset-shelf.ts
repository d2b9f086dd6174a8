/** The data sets that the engine knows, each opened at its first use and kept as bytes from then on. */
import { messageOf, StrideError } from '#base/errors.ts';
import { readPackedDigits } from '#data/packed-digits.ts';
import { countByClass, type PictureSet, type Pictures } from '#data/picture-set.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { isLibraryId, type LibrarySource, type OpenLibraryDataset, openLibraryDataset } from './library-dataset.ts';

/** Gives the bytes at an address. */
export type FetchBytes = (url: string) => Promise<Uint8Array>;

interface Shelved {
  readonly name: string;
  /** Relative to the app's address. */
  readonly path: string;
  readonly read: (bytes: Uint8Array, source: string) => PictureSet;
}

const shelf: Readonly<Record<string, Shelved>> = {
  mnist: { name: 'MNIST digits', path: 'data/mnist.bin', read: readPackedDigits },
};

export interface OpenDataset {
  readonly info: DatasetInfo;
  readonly pictures: Pictures;
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

export class DatasetShelf {
  readonly #baseUrl: string;
  readonly #fetchBytes: FetchBytes;
  readonly #library: LibrarySource | null;
  readonly #open = new Map<string, Promise<OpenDataset>>();
  readonly #libraryOpen = new Map<string, OpenLibraryDataset>();

  constructor(baseUrl: string, fetcher: FetchBytes = fetchBytes, library: LibrarySource | null = null) {
    this.#baseUrl = baseUrl;
    this.#fetchBytes = fetcher;
    this.#library = library;
  }

  /**
   * As it was when it was opened first or anew. Throws a `StrideError`: `dataset-unknown`, `dataset-missing`,
   * `dataset-damaged`, `dataset-empty`, `storage-full`. A failed opening may be tried again.
   */
  open(id: string): Promise<OpenDataset> {
    return this.#open.get(id) ?? this.#keep(id, isLibraryId(id) ? this.#loadLibrary(id) : this.#load(id));
  }

  /** As it is now: a data set of the picture library may have been edited since. */
  openAnew(id: string): Promise<OpenDataset> {
    if (!isLibraryId(id)) return this.open(id);
    // One after the other, so that two of them do not decode the same pictures.
    const before = this.#open.get(id)?.catch(() => undefined);
    return this.#keep(
      id,
      Promise.resolve(before).then(() => this.#loadLibrary(id)),
    );
  }

  #keep(id: string, opening: Promise<OpenDataset>): Promise<OpenDataset> {
    this.#open.set(id, opening);
    opening.catch(() => {
      if (this.#open.get(id) === opening) this.#open.delete(id);
    });
    return opening;
  }

  async #loadLibrary(id: string): Promise<OpenDataset> {
    if (this.#library === null) {
      throw new StrideError({
        code: 'storage-refused',
        message: 'This browser keeps no pictures, so there is no data set of your own to train on.',
        remedy: 'Leave private browsing, or train on MNIST.',
      });
    }
    const opened = await openLibraryDataset(id, this.#library, this.#libraryOpen.get(id));
    // One set of pixels in memory at a time.
    this.#libraryOpen.clear();
    this.#libraryOpen.set(id, opened);
    for (const other of this.#open.keys()) if (other !== id && isLibraryId(other)) this.#open.delete(other);
    return opened;
  }

  async #load(id: string): Promise<OpenDataset> {
    const shelved = Object.hasOwn(shelf, id) ? shelf[id] : undefined;
    if (shelved === undefined) {
      throw new StrideError({
        code: 'dataset-unknown',
        message: `There is no data set “${id}”. Known are: ${Object.keys(shelf).join(', ')}.`,
        remedy: 'Choose a data set in Train.',
      });
    }
    const url = new URL(shelved.path, this.#baseUrl).href;
    let bytes: Uint8Array;
    try {
      bytes = await this.#fetchBytes(url);
    } catch (thrown) {
      throw new StrideError({
        code: 'dataset-missing',
        message: `${shelved.name} could not be loaded from ${url}: ${messageOf(thrown)}.`,
        remedy: 'Check the connection and try again.',
        cause: thrown,
      });
    }
    const pictures = shelved.read(bytes, url);
    const { count, height, width, channels, classNames } = pictures;
    const info: DatasetInfo = {
      id,
      name: shelved.name,
      sampleCount: count,
      sampleShape: [height, width, channels],
      classNames,
      countByClass: countByClass(pictures),
    };
    return { info, pictures };
  }
}
