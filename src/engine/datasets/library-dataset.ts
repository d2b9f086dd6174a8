/** A data set of the picture library, opened for training: its samples' classes and splits, and their pixels. */
import { StrideError } from '#base/errors.ts';
import { borderValue } from '#data/border.ts';
import { countByClass, type PictureSet } from '#data/picture-set.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { type DatasetFiles, datasetFiles } from '#storage/dataset-files.ts';
import { type DatasetRepository, datasetRepository } from '#storage/dataset-repository.ts';
import type { FileStore } from '#storage/file-store.ts';
import type { RecordStore } from '#storage/record-store.ts';
import { contentHash, sampleColumns } from '../library/describe-dataset.ts';
import type { PictureCodec } from '../library/library-host.ts';
import { LibraryDataset } from '../library/open-dataset.ts';
import { decodedPixels } from './decoded-pixels.ts';

export interface LibrarySource {
  readonly records: RecordStore;
  readonly files: FileStore;
  readonly codec: Pick<PictureCodec, 'decode'>;
  readonly onProgress: (dataset: string, done: number, total: number) => void;
}

export interface OpenLibraryDataset {
  readonly info: DatasetInfo;
  readonly pictures: PictureSet;
  /** Another where anything that training sees is another. */
  readonly version: string;
}

/** A grey picture set is taken for light ink on a dark ground where the rims of its pictures are so dark in the median. */
const darkRim = 64;
const judgedForRims = 64;

export function isLibraryId(id: string): boolean {
  return id.startsWith('library:');
}

/**
 * Opens it as it is now; `known`, where nothing has changed since. Rejects with `dataset-unknown`, `dataset-empty`,
 * `dataset-too-large`.
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
  const version = JSON.stringify([name, settings, await contentHash(classNames, columns)]);
  if (known?.version === version) return known;
  if (columns.ids.length === 0) {
    throw new StrideError({
      code: 'dataset-empty',
      message: `${name} has no pictures yet.`,
      remedy: 'Add pictures in Data, or choose another data set.',
    });
  }
  const { hashes } = columns;
  const onProgress = (done: number, total: number) => source.onProgress(id, done, total);
  const decoded = await decodedPixels({ dataset: id, hashes, settings, files, codec: source.codec, onProgress });
  const { height, width, channels } = settings;
  const size = height * width * channels;
  const places = Uint32Array.from([...decoded.isThere.keys()].filter((place) => decoded.isThere[place] === 1));
  const isWhole = places.length === columns.ids.length;
  const pictures: PictureSet = withRims({
    height,
    width,
    channels,
    count: places.length,
    pixels: isWhole ? decoded.pixels : compacted(decoded.pixels, places, size),
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

function compacted(pixels: Uint8Array, places: Uint32Array, size: number): Uint8Array {
  const kept = new Uint8Array(places.length * size);
  for (const [row, place] of places.entries()) kept.set(pixels.subarray(place * size, (place + 1) * size), row * size);
  return kept;
}

function withRims(set: PictureSet): PictureSet {
  if (set.channels !== 1 || set.count === 0) return set;
  const size = set.height * set.width;
  const step = Math.max(1, Math.floor(set.count / judgedForRims));
  let dark = 0;
  let judged = 0;
  for (let sample = 0; sample < set.count; sample += step) {
    const values = Float32Array.from(set.pixels.subarray(sample * size, (sample + 1) * size));
    if (borderValue({ width: set.width, height: set.height, channels: 1, values }) < darkRim) dark++;
    judged++;
  }
  return { ...set, isLightOnDark: dark > judged / 2 };
}
