/** A data set too large for memory: the pictures of a batch are read from their file before it is made. */
import { present } from '#base/assert.ts';
import { type FiledPictures, readPictures } from '#data/picture-set.ts';
import { UploadedSamples } from './uploaded-samples.ts';

export class FiledSamples extends UploadedSamples<FiledPictures> {
  /** By the picture's index. */
  #fetched = new Map<number, Uint8Array>();

  async fetch(indices: Uint32Array): Promise<void> {
    const size = this.#bytesOfOne;
    const missing = [...new Set(indices)].filter((index) => !this.#fetched.has(index));
    const { pixels } = await readPictures(this.pictures, missing);
    const read = new Map(missing.map((index, row) => [index, pixels.subarray(row * size, (row + 1) * size)]));
    this.#fetched = new Map([...indices].map((index) => [index, read.get(index) ?? this.#row(index)]));
  }

  protected rowsAt(indices: Uint32Array): Uint8Array {
    const size = this.#bytesOfOne;
    const rows = new Uint8Array(indices.length * size);
    for (const [row, index] of indices.entries()) rows.set(this.#row(index), row * size);
    return rows;
  }

  dispose(): void {
    this.#fetched.clear();
  }

  get #bytesOfOne(): number {
    const { height, width, channels } = this.pictures;
    return height * width * channels;
  }

  #row(index: number): Uint8Array {
    return present(this.#fetched.get(index), 'a batch was fetched before it is made');
  }
}
