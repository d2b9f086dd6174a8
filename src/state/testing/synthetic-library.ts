/**
 * A library in memory whose pictures are drawn when asked for: any number of samples at no cost, for tests of the
 * screens. Moving and deleting samples holds, and can be undone.
 */
import { packTexts, textAt } from '#data/library/packed-texts.ts';
import { defaultPictureSettings } from '#data/picture-settings.ts';
import { splitIndex } from '#data/split-names.ts';
import type { DatasetDescription, DatasetSummary, ImportLine, SampleColumns } from '#protocol/library.ts';
import { type FakeLibrary, fakeLibrary } from './fake-library.ts';

export interface SyntheticOptions {
  readonly sampleCount: number;
  readonly classNames: readonly string[];
  readonly lines?: readonly ImportLine[];
  /** Every so many samples is held back for validation; none where absent. */
  readonly validationEvery?: number;
}

export const syntheticId = 'library:synthetic';

function filled<Column extends Uint8Array | Uint16Array | Uint32Array>(
  column: Column,
  value: (index: number) => number,
) {
  for (let index = 0; index < column.length; index++) column[index] = value(index);
  return column;
}

/** The first classes have more samples than the last. */
function columnsOf({ sampleCount, classNames, validationEvery = 0 }: SyntheticOptions): SampleColumns {
  const classOf = (index: number) => Math.floor(classNames.length * (((index * 7919) % 1000) / 1000) ** 2);
  const splitOf = (index: number) => (validationEvery > 0 && index % validationEvery === 0 ? 'validation' : 'training');
  return {
    ids: filled(new Uint32Array(sampleCount), (index) => index + 1),
    classes: filled(new Uint16Array(sampleCount), classOf),
    splits: filled(new Uint8Array(sampleCount), (index) => splitIndex(splitOf(index))),
    widths: filled(new Uint32Array(sampleCount), (index) => 300 + (index % 7) * 40),
    heights: filled(new Uint32Array(sampleCount), (index) => 220 + (index % 5) * 50),
    channels: filled(new Uint8Array(sampleCount), (index) => (index % 9 === 0 ? 1 : 3)),
    bytes: filled(new Uint32Array(sampleCount), (index) => 20_000 + (index % 97) * 311),
    names: packTexts(Array.from({ length: sampleCount }, (_, index) => `picture-${index + 1}.jpg`)),
  };
}

/** The columns of the samples at these places. */
function columnsAt(columns: SampleColumns, places: readonly number[]): SampleColumns {
  const at = (column: Uint8Array | Uint16Array | Uint32Array) => places.map((place) => column[place] ?? 0);
  return {
    ids: Uint32Array.from(at(columns.ids)),
    classes: Uint16Array.from(at(columns.classes)),
    splits: Uint8Array.from(at(columns.splits)),
    widths: Uint32Array.from(at(columns.widths)),
    heights: Uint32Array.from(at(columns.heights)),
    channels: Uint8Array.from(at(columns.channels)),
    bytes: Uint32Array.from(at(columns.bytes)),
    names: packTexts(places.map((place) => textAt(columns.names, place) ?? '')),
  };
}

/** A few pictures, drawn once, copied for each sample: as little work for the page as a worker's answer is. */
function stockOf(size: number): readonly OffscreenCanvas[] {
  return Array.from({ length: 24 }, (_, index) => {
    const canvas = new OffscreenCanvas(size, Math.round(size * 0.75));
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context) {
      context.fillStyle = `hsl(${(index * 47) % 360} 55% 45%)`;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = `hsl(${(index * 47 + 140) % 360} 70% 75%)`;
      context.fillRect((index * 13) % (size / 2), (index * 29) % (size / 3), size / 3, size / 3);
    }
    return canvas;
  });
}

export function syntheticLibrary(options: SyntheticOptions): FakeLibrary {
  const { classNames, lines = [] } = options;
  let columns = columnsOf(options);
  const stocks = new Map<number, readonly OffscreenCanvas[]>();
  const undoable: { readonly label: string; readonly columns: SampleColumns }[] = [];
  const edit = (label: string, changed: SampleColumns) => {
    undoable.push({ label, columns });
    columns = changed;
  };
  const summary = (): DatasetSummary => ({
    id: syntheticId,
    name: 'Synthetic pictures',
    sampleCount: columns.ids.length,
    classNames,
    bytes: columns.bytes.reduce((sum, bytes) => sum + bytes, 0),
    createdAt: 1,
    deletedAt: null,
  });
  const countOf = (label: number, split: number) =>
    columns.classes.reduce((sum, each, place) => sum + Number(each === label && columns.splits[place] === split), 0);
  const describe = async (): Promise<DatasetDescription> => ({
    ...summary(),
    classes: classNames.map((name, label) => {
      const countBySplit = [countOf(label, 0), countOf(label, 1), countOf(label, 2)] as const;
      return { name, count: countBySplit[0] + countBySplit[1] + countBySplit[2], countBySplit };
    }),
    settings: defaultPictureSettings,
    splitPlan: null,
    hasSplits: columns.splits.some((split) => split > 0),
    warnings: [],
    skippedCount: lines.filter(({ kind }) => kind === 'skipped').length,
    noteCount: lines.filter(({ kind }) => kind !== 'skipped').length,
    contentHash: String(undoable.length),
    undoLabel: undoable.at(-1)?.label ?? null,
  });
  return fakeLibrary({
    listDatasets: async () => [summary()],
    describe,
    samples: async () => columns,
    sampleHash: async (_, sample) => sample.toString(16).padStart(64, '0'),
    duplicates: async () => [],
    skipped: async (_, most = lines.length) => (most > 0 ? lines.slice(-most) : []),
    thumbnails: async (_, samples, size) => {
      const stock = stocks.get(size) ?? stockOf(size);
      stocks.set(size, stock);
      return Promise.all(
        samples.map((sample) => createImageBitmap(stock[sample % stock.length] ?? new OffscreenCanvas(1, 1))),
      );
    },
    moveSamples: async (_, samples, classIndex) => {
      const moved = new Set(samples);
      const classes = columns.classes.map((label, place) => (moved.has(columns.ids[place] ?? 0) ? classIndex : label));
      edit(`Moved ${samples.length} to ${classNames[classIndex]}`, { ...columns, classes });
    },
    deleteSamples: async (_, samples) => {
      const gone = new Set(samples);
      const stay = [...columns.ids.keys()].filter((place) => !gone.has(columns.ids[place] ?? 0));
      edit(`Deleted ${samples.length}`, columnsAt(columns, stay));
    },
    undoEdit: async () => {
      const last = undoable.pop();
      if (!last) return null;
      columns = last.columns;
      return last.label;
    },
  });
}
