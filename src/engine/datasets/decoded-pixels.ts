/**
 * A library data set's pictures at its target size, decoded once: what was decoded is kept in a file with the pictures'
 * hashes, so that the next start copies and only new pictures are decoded.
 */
import { StrideError } from '#base/errors.ts';
import { formatBytes, formatCount, formatShape } from '#base/format.ts';
import { fitPicture } from '#data/fit-picture.ts';
import { hexOf } from '#data/library/hex.ts';
import { hashBytes } from '#data/library/sample-chunk.ts';
import type { PictureSettings } from '#data/picture-settings.ts';
import type { DatasetFiles } from '#storage/dataset-files.ts';
import type { PictureCodec } from '../library/library-host.ts';

export interface DecodeRequest {
  readonly dataset: string;
  /** SHA-256 of each picture, in order, 32 bytes each. */
  readonly hashes: Uint8Array;
  readonly settings: PictureSettings;
  readonly files: DatasetFiles;
  readonly codec: Pick<PictureCodec, 'decode'>;
  /** Called now and then with how many pictures are there. */
  readonly onProgress: (done: number, total: number) => void;
}

export interface DecodedPixels {
  /** `[count, height, width, channels]`, 0..255. */
  readonly pixels: Uint8Array;
  /** 1 where the picture could be decoded. */
  readonly isThere: Uint8Array;
}

/** What a worker is given to hold at most. */
const mostBytes = 2e9;
const rowsInBlock = 512;
const decodedAtOnce = 4;
const reportEvery = 32;
const magic = 0x31444453;
const headerBytes = 12;

/** Rejects with `dataset-too-large`. Where the disk is full, nothing is kept for the next start. */
export async function decodedPixels(request: DecodeRequest): Promise<DecodedPixels> {
  const { hashes, settings, dataset, files, onProgress } = request;
  const count = hashes.length / hashBytes;
  const { height, width, channels, fit } = settings;
  const size = height * width * channels;
  if (count * size > mostBytes) {
    throw new StrideError({
      code: 'dataset-too-large',
      message: `${formatCount(count)} pictures of ${formatShape([height, width, channels])} take ${formatBytes(count * size)}; at most ${formatBytes(mostBytes)} can be trained on.`,
      remedy: 'Choose a smaller target size, or grayscale, for the data set in Data.',
    });
  }
  const form = `${height}x${width}x${channels}-${fit}`;
  const found: DecodedPixels = { pixels: new Uint8Array(count * size), isThere: new Uint8Array(count) };
  const missing = await copyKept(await files.decoded(dataset, form), hashes, size, found);
  onProgress(count - missing.length, count);
  if (missing.length === 0) return found;
  await decodeMissing(request, missing, size, found);
  await files.keepDecoded(dataset, form, contentOf(hashes, size, found)).catch(() => undefined);
  return found;
}

/** Copies what the file of an earlier start holds, and gives the places of what it does not. */
async function copyKept(
  file: Blob | undefined,
  hashes: Uint8Array,
  size: number,
  { pixels, isThere }: DecodedPixels,
): Promise<number[]> {
  const wanted = new Map<string, number[]>();
  for (let place = 0; place < isThere.length; place++) {
    const hash = hexOf(hashes.subarray(place * hashBytes, (place + 1) * hashBytes));
    wanted.set(hash, [...(wanted.get(hash) ?? []), place]);
  }
  const kept = file && (await readHeader(file, size));
  if (file && kept) {
    for (let first = 0; first < kept.count; first += rowsInBlock) {
      const last = Math.min(kept.count, first + rowsInBlock);
      const block = await bytesOf(file.slice(kept.pixelsAt + first * size, kept.pixelsAt + last * size));
      for (let row = first; row < last; row++) {
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
  { hashes, settings, files, codec, onProgress }: DecodeRequest,
  missing: readonly number[],
  size: number,
  { pixels, isThere }: DecodedPixels,
): Promise<void> {
  let next = 0;
  let done = 0;
  const decodeOn = async () => {
    for (let place = missing[next++]; place !== undefined; place = missing[next++]) {
      const hash = hexOf(hashes.subarray(place * hashBytes, (place + 1) * hashBytes));
      const original = await files.picture(hash);
      const picture = original && (await codec.decode(original).catch(() => undefined));
      if (picture) {
        pixels.set(fitPicture(picture, settings), place * size);
        isThere[place] = 1;
      }
      if (++done % reportEvery === 0) onProgress(isThere.length - missing.length + done, isThere.length);
    }
  };
  await Promise.all(Array.from({ length: decodedAtOnce }, decodeOn));
  onProgress(isThere.length, isThere.length);
}

/** Header of magic number, count and size; hashes; pixels: of the pictures that are there. */
function contentOf(hashes: Uint8Array, size: number, { pixels, isThere }: DecodedPixels): ReadableStream<Uint8Array> {
  const places = [...isThere.keys()].filter((place) => isThere[place] === 1);
  const header = new Uint8Array(headerBytes + places.length * hashBytes);
  new Uint32Array(header.buffer, 0, 3).set([magic, places.length, size]);
  for (const [row, place] of places.entries()) {
    header.set(hashes.subarray(place * hashBytes, (place + 1) * hashBytes), headerBytes + row * hashBytes);
  }
  let row = -1;
  return new ReadableStream({
    pull(controller) {
      if (row < 0) {
        controller.enqueue(header);
        row = 0;
      } else if (row < places.length) {
        const rows = places.slice(row, row + rowsInBlock);
        const block = new Uint8Array(rows.length * size);
        for (const [index, place] of rows.entries())
          block.set(pixels.subarray(place * size, (place + 1) * size), index * size);
        controller.enqueue(block);
        row += rows.length;
      } else controller.close();
    },
  });
}

interface KeptHeader {
  readonly count: number;
  readonly hashes: Uint8Array;
  readonly pixelsAt: number;
}

/** Null where the file is another's or not whole. */
async function readHeader(file: Blob, size: number): Promise<KeptHeader | null> {
  if (file.size < headerBytes) return null;
  const header = new DataView(await file.slice(0, headerBytes).arrayBuffer());
  const count = header.getUint32(4, true);
  const pixelsAt = headerBytes + count * hashBytes;
  const isOwn = header.getUint32(0, true) === magic && header.getUint32(8, true) === size;
  if (!isOwn || file.size !== pixelsAt + count * size) return null;
  return { count, hashes: await bytesOf(file.slice(headerBytes, pixelsAt)), pixelsAt };
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
