/** What a data set holds, for a person and for whoever must know whether it has changed. */
import { formatCount } from '#base/format.ts';
import type { DatasetRecord } from '#data/library/dataset-record.ts';
import { hexOf } from '#data/library/hex.ts';
import { packTexts } from '#data/library/packed-texts.ts';
import { hashBytes } from '#data/library/sample-chunk.ts';
import { splitNames } from '#data/split-names.ts';
import type {
  ClassSummary,
  DatasetDescription,
  DatasetSummary,
  LibraryWarning,
  SampleColumns,
} from '#protocol/library.ts';
import type { LibraryDataset } from './open-dataset.ts';
import { sha256Here } from './sha256.ts';

/** The largest class may have so many times the samples of the smallest before it is worth a word. */
const worthyImbalance = 3;

export function summaryOf({
  id,
  name,
  sampleCount,
  classes,
  bytes,
  createdAt,
  deletedAt,
}: DatasetRecord): DatasetSummary {
  return { id, name, sampleCount, classNames: classes.map((each) => each.name), bytes, createdAt, deletedAt };
}

/** Columns of the samples in use. */
export function sampleColumns(dataset: LibraryDataset): SampleColumns {
  const { table } = dataset;
  const all = table.columns();
  const told = toldColumns(dataset);
  const { ids } = told;
  return {
    ...told,
    widths: pick(all.widths, ids, new Uint32Array(ids.length)),
    heights: pick(all.heights, ids, new Uint32Array(ids.length)),
    channels: pick(all.channels, ids, new Uint8Array(ids.length)),
    bytes: pick(all.bytes, ids, new Uint32Array(ids.length)),
    names: packTexts(Array.from(ids, (id) => table.name(id))),
  };
}

type ToldColumns = Pick<SampleColumns, 'ids' | 'classes' | 'splits'>;

/** Those that a description tells of, at little cost: whoever looks on while pictures come in takes them each time. */
function toldColumns({ record, table }: LibraryDataset): ToldColumns {
  const ids = table.ids();
  const { classIds, splits } = table.columns();
  const placeOfClass = new Map(record.classes.map(({ id }, place) => [id, place]));
  const classes = pick(classIds, ids, new Uint16Array(ids.length));
  for (let place = 0; place < classes.length; place++) classes[place] = placeOfClass.get(classes[place] ?? -1) ?? 0;
  return { ids, classes, splits: pick(splits, ids, new Uint8Array(ids.length)) };
}

/** SHA-256 of the originals of the samples in use, 32 bytes each. Good until the data set changes: it may be a view. */
export function sampleHashes({ table }: LibraryDataset): Uint8Array {
  const { hashes } = table.columns();
  const ids = table.ids();
  // Nothing is copied where nothing was deleted.
  return ids.length === table.length ? hashes : pick(hashes, ids, new Uint8Array(ids.length * hashBytes), hashBytes);
}

/** Copies what `column` has for these ids, `width` numbers each. */
function pick<Column extends Uint8Array | Uint16Array | Uint32Array>(
  column: Column,
  ids: Uint32Array,
  into: Column,
  width = 1,
): Column {
  if (column.length === into.length) {
    into.set(column);
    return into;
  }
  let target = 0;
  for (const id of ids) {
    for (let source = id * width; source < (id + 1) * width; source++) into[target++] = column[source] ?? 0;
  }
  return into;
}

/** SHA-256, in hex, of the classes' names and of every sample's picture, class and split. */
export function contentHash(dataset: LibraryDataset): Promise<string> {
  return hashOf(dataset, toldColumns(dataset));
}

async function hashOf(dataset: LibraryDataset, { classes, splits }: ToldColumns): Promise<string> {
  const classNames = dataset.record.classes.map(({ name }) => name);
  const labels = new Uint8Array(3 * classes.length);
  for (let place = 0; place < classes.length; place++) {
    const classIndex = classes[place] ?? 0;
    labels[3 * place] = classIndex & 0xff;
    labels[3 * place + 1] = classIndex >> 8;
    labels[3 * place + 2] = splits[place] ?? 0;
  }
  const names = new TextEncoder().encode(JSON.stringify(classNames));
  return hexOf(await sha256Here(names, sampleHashes(dataset), labels));
}

export async function describeDataset(
  dataset: LibraryDataset,
  lineCounts: { readonly skippedCount: number; readonly noteCount: number },
): Promise<DatasetDescription> {
  const { record } = dataset;
  const columns = toldColumns(dataset);
  const sizes = dataset.table.columns().bytes;
  const counts = record.classes.map(() => [0, 0, 0] as [number, number, number]);
  for (let place = 0; place < columns.classes.length; place++) {
    const count = counts[columns.classes[place] ?? 0];
    const split = columns.splits[place] ?? 0;
    if (count && split < splitNames.length) count[split as 0 | 1 | 2]++;
  }
  const classes = record.classes.map(({ name }, place): ClassSummary => {
    const countBySplit = counts[place] ?? [0, 0, 0];
    return { name, count: countBySplit[0] + countBySplit[1] + countBySplit[2], countBySplit };
  });
  let bytes = 0;
  for (const id of columns.ids) bytes += sizes[id] ?? 0;
  return {
    ...summaryOf(record),
    sampleCount: columns.ids.length,
    bytes,
    classes,
    settings: record.settings,
    splitPlan: record.splitPlan,
    hasSplits: columns.splits.some((split) => split !== 0),
    warnings: [...warningsOf(classes), ...sharedPictures(dataset)],
    ...lineCounts,
    contentHash: await hashOf(dataset, columns),
    undoLabel: dataset.undoLabel,
  };
}

function warningsOf(classes: readonly ClassSummary[]): LibraryWarning[] {
  const warnings: LibraryWarning[] = [];
  const byLowerCase = new Map<string, number[]>();
  for (const [place, { name, count }] of classes.entries()) {
    const key = name.toLowerCase();
    byLowerCase.set(key, [...(byLowerCase.get(key) ?? []), place]);
    if (count === 0) {
      warnings.push({
        code: 'empty-class',
        message: `${name} has no pictures; a network cannot learn it.`,
        classes: [place],
      });
    } else if (count === 1) {
      const message = `${name} has one picture only: it can be trained on or held back, not both.`;
      warnings.push({ code: 'few-samples', message, classes: [place] });
    }
  }
  for (const places of byLowerCase.values()) {
    if (places.length < 2) continue;
    const names = places.map((place) => classes[place]?.name).join(' and ');
    warnings.push({
      code: 'names-differ-in-case',
      message: `${names} differ in upper and lower case only. Merge them if they mean the same.`,
      classes: places,
    });
  }
  return [...warnings, ...imbalance(classes)];
}

function imbalance(classes: readonly ClassSummary[]): LibraryWarning[] {
  const filled = [...classes.entries()].filter(([, { count }]) => count > 0).sort(([, a], [, b]) => a.count - b.count);
  const [smallest, largest] = [filled[0], filled.at(-1)];
  if (!smallest || !largest || largest[1].count < worthyImbalance * smallest[1].count) return [];
  const message =
    `${largest[1].name} has ${formatCount(largest[1].count)} pictures and ${smallest[1].name} ${formatCount(smallest[1].count)}. ` +
    'Add pictures to the small classes, or balance the classes by weights in Train.';
  return [{ code: 'imbalanced', message, classes: [smallest[0], largest[0]] }];
}

function sharedPictures({ record, table }: LibraryDataset): LibraryWarning[] {
  const shared = table.duplicates().map((ids) => [...new Set(ids.map((id) => table.classId(id)))]);
  const across = shared.filter(({ length }) => length > 1);
  if (across.length === 0) return [];
  const places = [...new Set(across.flat())].map((id) => record.classes.findIndex((each) => each.id === id));
  const message = `${formatCount(across.length)} ${across.length === 1 ? 'picture is' : 'pictures are'} in more than one class.`;
  return [{ code: 'same-picture-in-classes', message, classes: places.filter((place) => place >= 0) }];
}
