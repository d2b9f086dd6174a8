/** Decoded pixels that are more than memory should hold: written to their file as they are decoded, read by rows. */
import { present } from '#base/assert.ts';
import { hexOf } from '#data/library/hex.ts';
import { hashBytes } from '#data/library/sample-chunk.ts';
import type { PixelRows } from '#data/picture-set.ts';
import { type DecodeRequest, decodeAt, formOf, sizeOf } from './decode-picture.ts';
import { openPixelFile, type PixelFile, pixelFileOf, readRows, rowsInBlock } from './pixel-file.ts';

export interface FiledPixels {
  /** 1 where the picture could be decoded. */
  readonly isThere: Uint8Array;
  /** Of the pictures at these places alone, which then count as 0, 1, … */
  rowsOf(places: Uint32Array): PixelRows;
}

const decodedAtOnce = 4;

/**
 * What an earlier start decoded is copied, or used as it is where nothing is missing. Rejects with `storage-full`; the
 * file of the earlier start stands then, as it does after a crash.
 */
export async function filedPixels(request: DecodeRequest): Promise<FiledPixels> {
  const { dataset, files, hashes, settings, onProgress } = request;
  const size = sizeOf(settings);
  const form = formOf(settings);
  const open = async () => openPixelFile(await files.decoded(dataset, form), size);
  const names = namesOf(hashes);
  const count = names.length;
  let kept = await open();
  let rowOf = rowsByName(kept);
  // What could not be decoded is not tried again before something else is new: the whole file would be written again.
  if (!kept || names.some((name) => !rowOf.has(name))) {
    const isThere = new Uint8Array(count);
    const blocks = decodedBlocks(request, names, { kept, rowOf }, isThere);
    await files.keepDecoded(dataset, form, pixelFileOf(size, blocks, { hashes, isThere }));
    kept = present(await open(), 'the file of decoded pixels was just written');
    rowOf = rowsByName(kept);
  }
  onProgress(count, count);
  const file = kept;
  const rows = names.map((name) => rowOf.get(name) ?? 0);
  return {
    isThere: Uint8Array.from(rows, (row) => file.isThere[row] ?? 0),
    rowsOf: (places) => ({
      identity: identityOf(form, hashes, places),
      read: (indices) =>
        readRows(
          file,
          Array.from(indices, (index) => rows[places[index] ?? 0] ?? 0),
        ),
    }),
  };
}

interface Earlier {
  readonly kept: PixelFile | undefined;
  readonly rowOf: ReadonlyMap<string, number>;
}

/** The pixels of all places, some at a time; fills `isThere` on the way. */
async function* decodedBlocks(
  request: DecodeRequest,
  names: readonly string[],
  { kept, rowOf }: Earlier,
  isThere: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const size = sizeOf(request.settings);
  const inBlock = rowsInBlock(size);
  for (let first = 0; first < names.length; first += inBlock) {
    const last = Math.min(names.length, first + inBlock);
    const block = new Uint8Array((last - first) * size);
    const put = (place: number, pixels: Uint8Array) => {
      block.set(pixels, (place - first) * size);
      isThere[place] = 1;
    };
    const missing: number[] = [];
    const copied: { readonly place: number; readonly row: number }[] = [];
    for (let place = first; place < last; place++) {
      const row = rowOf.get(names[place] ?? '');
      if (row !== undefined && kept?.isThere[row] === 1) copied.push({ place, row });
      else missing.push(place);
    }
    if (kept && copied.length > 0) {
      const pixels = await readRows(
        kept,
        copied.map(({ row }) => row),
      );
      for (const [index, { place }] of copied.entries()) put(place, pixels.subarray(index * size, (index + 1) * size));
    }
    const queue = missing.values();
    const decodeOn = async () => {
      for (const place of queue) {
        const pixels = await decodeAt(request, place);
        if (pixels) put(place, pixels);
      }
    };
    await Promise.all(Array.from({ length: decodedAtOnce }, decodeOn));
    request.onProgress(last, names.length);
    yield block;
  }
}

function namesOf(hashes: Uint8Array): string[] {
  return Array.from({ length: hashes.length / hashBytes }, (_, place) =>
    hexOf(hashes.subarray(place * hashBytes, (place + 1) * hashBytes)),
  );
}

function rowsByName(file: PixelFile | undefined): Map<string, number> {
  return new Map(file ? namesOf(file.hashes).map((name, row) => [name, row]) : []);
}

/** The pixels follow from the originals and the form. */
function identityOf(form: string, hashes: Uint8Array, places: Uint32Array): Uint8Array {
  const name = new TextEncoder().encode(form);
  const identity = new Uint8Array(name.length + places.length * hashBytes);
  identity.set(name);
  for (const [row, place] of places.entries()) {
    identity.set(hashes.subarray(place * hashBytes, (place + 1) * hashBytes), name.length + row * hashBytes);
  }
  return identity;
}
