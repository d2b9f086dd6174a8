/**
 * A library data set's pictures at its target size, decoded once: what was decoded is kept in a file with the pictures'
 * hashes, so that the next start copies and only new pictures are decoded.
 */
import { hexOf } from '#data/library/hex.ts';
import { hashBytes } from '#data/library/sample-chunk.ts';
import { type DecodeRequest, decodeAt, formOf, sizeOf } from './decode-picture.ts';
import { openPixelFile, type PixelFile, pixelFileOf, rowsInBlock } from './pixel-file.ts';

export interface DecodedPixels {
  /** `[count, height, width, channels]`, 0..255. */
  readonly pixels: Uint8Array;
  /** 1 where the picture could be decoded. */
  readonly isThere: Uint8Array;
}

const decodedAtOnce = 4;
const reportEvery = 32;

/** Where the disk is full, nothing is kept for the next start. */
export async function decodedPixels(request: DecodeRequest): Promise<DecodedPixels> {
  const { hashes, settings, dataset, files, onProgress } = request;
  const count = hashes.length / hashBytes;
  const size = sizeOf(settings);
  const form = formOf(settings);
  const found: DecodedPixels = { pixels: new Uint8Array(count * size), isThere: new Uint8Array(count) };
  const missing = await copyKept(await openPixelFile(await files.decoded(dataset, form), size), hashes, size, found);
  onProgress(count - missing.length, count);
  if (missing.length === 0) return found;
  await decodeMissing(request, missing, size, found);
  await files.keepDecoded(dataset, form, contentOf(hashes, size, found)).catch(() => undefined);
  return found;
}

/** Copies what the file of an earlier start holds, and gives the places of what it does not. */
async function copyKept(
  kept: PixelFile | undefined,
  hashes: Uint8Array,
  size: number,
  { pixels, isThere }: DecodedPixels,
): Promise<number[]> {
  const wanted = new Map<string, number[]>();
  for (let place = 0; place < isThere.length; place++) {
    const hash = hexOf(hashes.subarray(place * hashBytes, (place + 1) * hashBytes));
    wanted.set(hash, [...(wanted.get(hash) ?? []), place]);
  }
  if (kept) {
    const inBlock = rowsInBlock(size);
    for (let first = 0; first < kept.count; first += inBlock) {
      const last = Math.min(kept.count, first + inBlock);
      const block = new Uint8Array(await kept.file.slice(first * size, last * size).arrayBuffer());
      for (let row = first; row < last; row++) {
        if (kept.isThere[row] !== 1) continue;
        const hash = hexOf(kept.hashes.subarray(row * hashBytes, (row + 1) * hashBytes));
        for (const place of wanted.get(hash) ?? []) {
          pixels.set(block.subarray((row - first) * size, (row - first + 1) * size), place * size);
          isThere[place] = 1;
        }
        wanted.delete(hash);
      }
    }
  }
  return [...wanted.values()].flat();
}

async function decodeMissing(
  request: DecodeRequest,
  missing: readonly number[],
  size: number,
  { pixels, isThere }: DecodedPixels,
): Promise<void> {
  const { onProgress } = request;
  let next = 0;
  let done = 0;
  const decodeOn = async () => {
    for (let place = missing[next++]; place !== undefined; place = missing[next++]) {
      const decoded = await decodeAt(request, place);
      if (decoded) {
        pixels.set(decoded, place * size);
        isThere[place] = 1;
      }
      if (++done % reportEvery === 0) onProgress(isThere.length - missing.length + done, isThere.length);
    }
  };
  await Promise.all(Array.from({ length: decodedAtOnce }, decodeOn));
  onProgress(isThere.length, isThere.length);
}

/** Of the pictures that are there. */
function contentOf(hashes: Uint8Array, size: number, { pixels, isThere }: DecodedPixels): ReadableStream<Uint8Array> {
  const places = [...isThere.keys()].filter((place) => isThere[place] === 1);
  const kept = new Uint8Array(places.length * hashBytes);
  for (const [row, place] of places.entries()) {
    kept.set(hashes.subarray(place * hashBytes, (place + 1) * hashBytes), row * hashBytes);
  }
  async function* blocks() {
    const inBlock = rowsInBlock(size);
    for (let row = 0; row < places.length; row += inBlock) {
      const rows = places.slice(row, row + inBlock);
      const block = new Uint8Array(rows.length * size);
      for (const [index, place] of rows.entries())
        block.set(pixels.subarray(place * size, (place + 1) * size), index * size);
      yield block;
    }
  }
  return pixelFileOf(size, blocks(), { hashes: kept, isThere: new Uint8Array(places.length).fill(1) });
}
