/** The data sets that the engine knows, each opened at its first use and kept as bytes from then on. */
import { messageOf, StrideError } from '#base/errors.ts';
import { readPackedDigits } from '#data/packed-digits.ts';
import { countByClass, type PictureSet } from '#data/picture-set.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';

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
  readonly pictures: PictureSet;
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

export class DatasetShelf {
  readonly #baseUrl: string;
  readonly #fetchBytes: FetchBytes;
  readonly #open = new Map<string, Promise<OpenDataset>>();

  constructor(baseUrl: string, fetcher: FetchBytes = fetchBytes) {
    this.#baseUrl = baseUrl;
    this.#fetchBytes = fetcher;
  }

  /** Throws a `StrideError`: `dataset-unknown`, `dataset-missing`, `dataset-damaged`. A failed opening may be tried again. */
  open(id: string): Promise<OpenDataset> {
    let opening = this.#open.get(id);
    if (opening === undefined) {
      opening = this.#load(id);
      this.#open.set(id, opening);
      opening.catch(() => this.#open.delete(id));
    }
    return opening;
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
