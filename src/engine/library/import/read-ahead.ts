import type { RandomAccess } from '#formats/zip-reader.ts';

const blockBytes = 2 ** 20;
const mostBlocks = 4;

/**
 * A file read a block at a time, a few of which are kept: asking the browser for each of 60,000 small files in a zip takes
 * longer than all that is done with them.
 */
export function readAhead(file: Blob): RandomAccess {
  /** By their number, in the order of their last use. */
  const blocks = new Map<number, Promise<Uint8Array>>();

  const block = (number: number): Promise<Uint8Array> => {
    const start = number * blockBytes;
    const read = blocks.get(number) ?? bytesOf(file.slice(start, start + blockBytes));
    blocks.delete(number);
    blocks.set(number, read);
    const [oldest] = blocks.keys();
    if (blocks.size > mostBlocks && oldest !== undefined) blocks.delete(oldest);
    // What could not be read is asked for again.
    read.catch(() => blocks.delete(number));
    return read;
  };

  return {
    size: file.size,
    async read(start, end) {
      if (end - start > blockBytes) return bytesOf(file.slice(start, end));
      const [first, last] = [Math.floor(start / blockBytes), Math.floor(Math.max(start, end - 1) / blockBytes)];
      const bytes = new Uint8Array(end - start);
      for (let number = first; number <= last; number++) {
        const begin = number * blockBytes;
        const piece = (await block(number)).subarray(Math.max(0, start - begin), end - begin);
        bytes.set(piece, Math.max(0, begin - start));
      }
      return bytes;
    },
  };
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
