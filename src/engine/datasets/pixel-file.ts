/**
 * Decoded pictures in a file: their pixels, the SHA-256 of each, 1 for each that could be decoded, and at the end magic
 * number, count and size. A file that was not written to its end is none.
 */
import { StrideError } from '#base/errors.ts';
import { hashBytes } from '#data/library/sample-chunk.ts';

export interface PixelFile {
  readonly file: Blob;
  readonly count: number;
  /** Bytes of a picture. */
  readonly size: number;
  readonly hashes: Uint8Array;
  /** 1 where the picture could be decoded; the others' pixels are zeros. */
  readonly isThere: Uint8Array;
}

const magic = 0x32444453;
const endBytes = 12;
const mostInBlock = 16e6;

/** How many pictures of so many bytes are read or written at once. */
export function rowsInBlock(size: number): number {
  return Math.max(1, Math.min(512, Math.floor(mostInBlock / size)));
}

/** Undefined where the file is another's or not whole. */
export async function openPixelFile(file: Blob | undefined, size: number): Promise<PixelFile | undefined> {
  if (file === undefined || file.size < endBytes) return undefined;
  const end = new DataView(await file.slice(file.size - endBytes).arrayBuffer());
  const count = end.getUint32(4, true);
  const isOwn = end.getUint32(0, true) === magic && end.getUint32(8, true) === size;
  if (!isOwn || file.size !== count * (size + hashBytes + 1) + endBytes) return undefined;
  const facts = new Uint8Array(await file.slice(count * size, file.size - endBytes).arrayBuffer());
  const hashes = facts.subarray(0, count * hashBytes);
  return { file, count, size, hashes, isThere: facts.subarray(count * hashBytes) };
}

/** The file's content. @param blocks all pixels, in order; read to their end before the two others are */
export function pixelFileOf(
  size: number,
  blocks: AsyncIterable<Uint8Array>,
  { hashes, isThere }: Pick<PixelFile, 'hashes' | 'isThere'>,
): ReadableStream<Uint8Array> {
  const pixels = blocks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pixels.next();
      if (!done) return controller.enqueue(value);
      const end = new DataView(new ArrayBuffer(endBytes));
      end.setUint32(0, magic, true);
      end.setUint32(4, isThere.length, true);
      end.setUint32(8, size, true);
      for (const part of [hashes, isThere, new Uint8Array(end.buffer)]) controller.enqueue(part);
      controller.close();
    },
    async cancel() {
      await pixels.return?.();
    },
  });
}

/** The pixels at these rows, in their order. Rejects with `dataset-changed` where the file was written anew since. */
export async function readRows({ file, size }: PixelFile, rows: readonly number[]): Promise<Uint8Array<ArrayBuffer>> {
  const pixels = new Uint8Array(rows.length * size);
  const read = async (place: number, first: number, count: number) => {
    const bytes = await file.slice(first * size, (first + count) * size).arrayBuffer();
    pixels.set(new Uint8Array(bytes), place * size);
  };
  const reads: Promise<void>[] = [];
  for (let place = 0; place < rows.length; ) {
    const first = rows[place] ?? 0;
    let count = 1;
    while (rows[place + count] === first + count) count++;
    reads.push(read(place, first, count));
    place += count;
  }
  try {
    await Promise.all(reads);
  } catch (cause) {
    throw new StrideError({
      code: 'dataset-changed',
      message: 'The decoded pictures can no longer be read: their file was written anew or deleted.',
      remedy: 'Start again: the data set is opened as it is now.',
      cause,
    });
  }
  return pixels;
}
