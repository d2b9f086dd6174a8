/** A data set of the picture library, opened for training: its samples' classes and splits, and their pixels. */
import { StrideError } from '#base/errors.ts';
import { borderValue } from '#data/border.ts';
import { hashBytes } from '#data/library/sample-chunk.ts';
import { countByClass, type FiledPictures, type PictureSet, type Pictures, readPictures } from '#data/picture-set.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { type DatasetFiles, datasetFiles } from '#storage/dataset-files.ts';
import { type DatasetRepository, datasetRepository } from '#storage/dataset-repository.ts';
import type { FileStore } from '#storage/file-store.ts';
import type { RecordStore } from '#storage/record-store.ts';
import { contentHash, sampleColumns, sampleHashes } from '../library/describe-dataset.ts';
import type { PictureCodec } from '../library/library-host.ts';
import { LibraryDataset } from '../library/open-dataset.ts';
import { type DecodeRequest, sizeOf } from './decode-picture.ts';
import { decodedPixels } from './decoded-pixels.ts';
import { filedPixels } from './filed-pixels.ts';

export interface LibrarySource {
  readonly records: RecordStore;
  readonly files: FileStore;
  readonly codec: Pick<PictureCodec, 'decode'>;
  readonly onProgress: (dataset: string, done: number, total: number) => void;
  /** Decoded pictures of more bytes are read from their file when they are needed; 2 GB where absent. */
  readonly mostBytesInMemory?: number;
}

export interface OpenLibraryDataset {
  readonly info: DatasetInfo;
  readonly pictures: Pictures;
  /** Another where anything that training sees is another. */
  readonly version: string;
}

/** A grey picture set is taken for light ink on a dark ground where the rims of its pictures are so dark in the median. */
const darkRim = 64;
const judgedForRims = 64;
/** What a worker is given to hold at most. */
const mostBytesInMemory = 2e9;

export function isLibraryId(id: string): boolean {
  return id.startsWith('library:');
}

/**
 * Opens it as it is now; `known`, where nothing has changed since. Rejects with `dataset-unknown`, `dataset-empty`,
 * and `storage-full` where pictures that memory should not hold do not fit on the disk either.
 */
export async function openLibraryDataset(
  id: string,
  source: LibrarySource,
  known?: OpenLibraryDataset,
): Promise<OpenLibraryDataset> {
  const repository: DatasetRepository = datasetRepository(source.records);
  const files: DatasetFiles = datasetFiles(source.files);
  const dataset = await LibraryDataset.open(repository, id);
  const { name, settings, classes } = dataset.record;
  const columns = sampleColumns(dataset);
  const classNames = classes.map((each) => each.name);
  const version = JSON.stringify([name, settings, await contentHash(dataset)]);
  if (known?.version === version) return known;
  if (columns.ids.length === 0) {
    throw new StrideError({
      code: 'dataset-empty',
      message: `${name} has no pictures yet.`,
      remedy: 'Add pictures in Data, or choose another data set.',
    });
  }
  const hashes = sampleHashes(dataset);
  const onProgress = (done: number, total: number) => source.onProgress(id, done, total);
  const request = { dataset: id, hashes, settings, files, codec: source.codec, onProgress };
  const { places, ...pixels } = await placedPixels(request, source.mostBytesInMemory ?? mostBytesInMemory);
  const { height, width, channels } = settings;
  const pictures = await withRims({
    height,
    width,
    channels,
    count: places.length,
    ...pixels,
    labels: Uint16Array.from(places, (place) => columns.classes[place] ?? 0),
    splits: Uint8Array.from(places, (place) => columns.splits[place] ?? 0),
    ids: Uint32Array.from(places, (place) => columns.ids[place] ?? 0),
    classNames,
    isLightOnDark: false,
    fit: settings.fit,
  });
  const counts = [0, 0, 0] as [number, number, number];
  for (const split of pictures.splits ?? []) counts[split as 0 | 1 | 2]++;
  const info: DatasetInfo = {
    id,
    name,
    sampleCount: pictures.count,
    sampleShape: [height, width, channels],
    classNames,
    countByClass: countByClass(pictures),
    ...(counts[1] + counts[2] > 0 && { countBySplit: counts }),
  };
  return { info, pictures, version };
}

type PlacedPixels = { readonly places: Uint32Array } & (Pick<PictureSet, 'pixels'> | Pick<FiledPictures, 'rows'>);

/** The pixels of the pictures that can be decoded, and which those are. */
async function placedPixels(request: DecodeRequest, mostBytes: number): Promise<PlacedPixels> {
  const size = sizeOf(request.settings);
  const count = request.hashes.length / hashBytes;
  if (count * size > mostBytes) {
    const filed = await filedPixels(request);
    const places = placesThere(filed.isThere);
    return { places, rows: filed.rowsOf(places) };
  }
  const { pixels, isThere } = await decodedPixels(request);
  const places = placesThere(isThere);
  return { places, pixels: places.length === count ? pixels : compacted(pixels, places, size) };
}

function placesThere(isThere: Uint8Array): Uint32Array {
  return Uint32Array.from([...isThere.keys()].filter((place) => isThere[place] === 1));
}

function compacted(pixels: Uint8Array, places: Uint32Array, size: number): Uint8Array {
  const kept = new Uint8Array(places.length * size);
  for (const [row, place] of places.entries()) kept.set(pixels.subarray(place * size, (place + 1) * size), row * size);
  return kept;
}

async function withRims(set: Pictures): Promise<Pictures> {
  if (set.channels !== 1 || set.count === 0) return set;
  const { width, height } = set;
  const size = height * width;
  const step = Math.max(1, Math.floor(set.count / judgedForRims));
  const judged = Array.from({ length: Math.ceil(set.count / step) }, (_, index) => index * step);
  const { pixels } = await readPictures(set, judged);
  const isDark = (_: number, row: number) => {
    const values = Float32Array.from(pixels.subarray(row * size, (row + 1) * size));
    return borderValue({ width, height, channels: 1, values }) < darkRim;
  };
  return { ...set, isLightOnDark: judged.filter(isDark).length > judged.length / 2 };
}
