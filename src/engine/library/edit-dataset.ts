/** The edits of a data set, each one undoable step with a name. */
import { StrideError } from '#base/errors.ts';
import { formatCount } from '#base/format.ts';
import { assignSplits } from '#data/assign-splits.ts';
import type { DatasetClass } from '#data/library/dataset-record.ts';
import { safeText } from '#data/safe-name.ts';
import { type SplitName, splitIndex } from '#data/split-names.ts';
import type { SplitPlan } from '#protocol/library.ts';
import type { LibraryDataset } from './open-dataset.ts';

const pictures = (count: number) => `${formatCount(count)} ${count === 1 ? 'picture' : 'pictures'}`;

function classAt(classes: readonly DatasetClass[], index: number): DatasetClass {
  const found = classes[index];
  if (found) return found;
  throw new StrideError({
    code: 'class-unknown',
    message: `Expected the index of one of ${classes.length} classes. Received: ${index}.`,
    remedy: 'The data set changed meanwhile; look at its classes again.',
  });
}

/** Throws `sample-unknown` for one that is not there. */
function assertSamples({ table }: LibraryDataset, samples: readonly number[]): void {
  const strange = samples.find((id) => !table.hasSample(id));
  if (strange === undefined) return;
  throw new StrideError({
    code: 'sample-unknown',
    message: `Sample ${strange} is not in the data set.`,
    remedy: 'It was deleted meanwhile; look at the samples again.',
  });
}

function freeName(classes: readonly DatasetClass[], wanted: string, own: number | null): string {
  const name = safeText(wanted, 'Unnamed');
  if (!classes.some((each) => each.name === name && each.id !== own)) return name;
  throw new StrideError({
    code: 'class-exists',
    message: `There is a class ${name} already.`,
    remedy: 'Choose another name, or merge the two classes.',
  });
}

export function addClass(dataset: LibraryDataset, wanted: string): void {
  const name = freeName(dataset.record.classes, wanted, null);
  const added = dataset.newClass(name);
  dataset.edit(`Added class ${name}`, (draft) => {
    draft.classes = [...draft.classes, added];
  });
}

export function renameClass(dataset: LibraryDataset, index: number, wanted: string): void {
  const { id, name: old } = classAt(dataset.record.classes, index);
  const name = freeName(dataset.record.classes, wanted, id);
  dataset.edit(`Renamed ${old} to ${name}`, (draft) => {
    draft.classes = draft.classes.map((each) => (each.id === id ? { id, name } : each));
  });
}

export function mergeClasses(dataset: LibraryDataset, indices: readonly number[], into: number): void {
  const { classes } = dataset.record;
  const target = classAt(classes, into);
  const merged = new Set(indices.map((index) => classAt(classes, index).id).filter((id) => id !== target.id));
  dataset.edit(`Merged ${merged.size + 1} classes into ${target.name}`, (draft) => {
    draft.classes = draft.classes.filter(({ id }) => !merged.has(id));
    const { classIds } = draft.columns;
    for (let id = 0; id < classIds.length; id++) if (merged.has(classIds[id] ?? -1)) classIds[id] = target.id;
  });
}

export function reorderClasses(dataset: LibraryDataset, order: readonly number[]): void {
  const { classes } = dataset.record;
  if (order.length !== classes.length || new Set(order).size !== order.length) {
    throw new StrideError({
      code: 'class-order',
      message: `Expected each of ${classes.length} classes once. Received: ${order.join(', ')}.`,
      remedy: 'The data set changed meanwhile; look at its classes again.',
    });
  }
  const ordered = order.map((index) => classAt(classes, index));
  dataset.edit('Reordered classes', (draft) => {
    draft.classes = ordered;
  });
}

export function deleteClass(dataset: LibraryDataset, index: number): void {
  const gone = classAt(dataset.record.classes, index);
  dataset.edit(`Deleted class ${gone.name}`, (draft) => {
    draft.classes = draft.classes.filter(({ id }) => id !== gone.id);
    const { classIds, deleted } = draft.columns;
    for (let id = 0; id < classIds.length; id++) if (classIds[id] === gone.id) deleted[id] = 1;
  });
}

export function moveSamples(dataset: LibraryDataset, samples: readonly number[], index: number): void {
  const target = classAt(dataset.record.classes, index);
  assertSamples(dataset, samples);
  dataset.edit(`Moved ${pictures(samples.length)} to ${target.name}`, ({ columns }) => {
    for (const id of samples) columns.classIds[id] = target.id;
  });
}

export function deleteSamples(dataset: LibraryDataset, samples: readonly number[]): void {
  assertSamples(dataset, samples);
  dataset.edit(`Deleted ${pictures(samples.length)}`, ({ columns }) => {
    for (const id of samples) columns.deleted[id] = 1;
  });
}

export function setSplit(dataset: LibraryDataset, samples: readonly number[], split: SplitName): void {
  assertSamples(dataset, samples);
  dataset.edit(`Put ${pictures(samples.length)} into ${split}`, ({ columns }) => {
    for (const id of samples) columns.splits[id] = splitIndex(split);
  });
}

export function assignSplitsBy(dataset: LibraryDataset, plan: SplitPlan): void {
  const ids = dataset.table.ids();
  dataset.edit('Assigned splits', (draft) => {
    const { columns } = draft;
    draft.splitPlan = plan;
    const splits = assignSplits(
      Array.from(ids, (id) => columns.classIds[id] ?? 0),
      plan,
    );
    for (const [place, id] of ids.entries()) columns.splits[id] = splits[place] ?? 0;
  });
}
