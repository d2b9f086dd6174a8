/** Data sets that ship with the app, told in the library's terms, so that the same screen shows both. */
import { packTexts } from '#data/library/packed-texts.ts';
import { defaultPictureSettings } from '#data/picture-settings.ts';
import type { DatasetInfo, SamplePixels } from '#protocol/dataset.ts';
import type { DatasetDescription, SampleColumns } from '#protocol/library.ts';
import type { ShownDataset } from './library-store.ts';

/** Ids and names of the embedded data sets. */
export const embeddedDatasets = [{ id: 'mnist', name: 'MNIST digits' }] as const;

export function isEmbedded(id: string): boolean {
  return embeddedDatasets.some((embedded) => embedded.id === id);
}

/** Samples asked for at once: enough to be few calls, few enough not to hold the worker up. */
const pageSize = 2500;

/** `samples` gives pixels and labels of the samples at these indices, as `Engine.samples` does. */
export async function showEmbedded(
  info: DatasetInfo,
  samples: (indices: readonly number[]) => Promise<SamplePixels>,
): Promise<ShownDataset> {
  const { id, name, sampleCount, classNames, countByClass } = info;
  const [height, width, channels] = info.sampleShape;
  const classes = new Uint16Array(sampleCount);
  for (let first = 0; first < sampleCount; first += pageSize) {
    const length = Math.min(pageSize, sampleCount - first);
    const { labels } = await samples(Array.from({ length }, (_, place) => first + place));
    classes.set(labels, first);
  }
  const description: DatasetDescription = {
    id,
    name,
    sampleCount,
    classNames,
    bytes: sampleCount * height * width * channels,
    createdAt: 0,
    deletedAt: null,
    classes: classNames.map((className, label) => {
      const count = countByClass[label] ?? 0;
      return { name: className, count, countBySplit: [count, 0, 0] };
    }),
    settings: { ...defaultPictureSettings, height, width, channels: channels === 1 ? 1 : 3 },
    splitPlan: null,
    hasSplits: false,
    warnings: [],
    skippedCount: 0,
    noteCount: 0,
    contentHash: '',
    undoLabel: null,
  };
  return { id, isEmbedded: true, description, columns: columnsOf(info, classes), duplicates: [], lines: [] };
}

function columnsOf({ sampleCount, sampleShape }: DatasetInfo, classes: Uint16Array): SampleColumns {
  const [height, width, channels] = sampleShape;
  return {
    ids: Uint32Array.from({ length: sampleCount }, (_, index) => index),
    classes,
    splits: new Uint8Array(sampleCount),
    widths: new Uint32Array(sampleCount).fill(width),
    heights: new Uint32Array(sampleCount).fill(height),
    channels: new Uint8Array(sampleCount).fill(channels),
    bytes: new Uint32Array(sampleCount).fill(height * width * channels),
    names: packTexts([]),
  };
}
