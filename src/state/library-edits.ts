/** Edits of the open data set. Each can be undone, by its notice, by the toolbar or by the keyboard. None rejects. */
import type { PictureSettings } from '#data/picture-settings.ts';
import type { SplitName } from '#data/split-names.ts';
import type { PictureLibrary, SplitPlan } from '#protocol/library.ts';
import { faultOf } from './engine-events.ts';
import { editableDataset, refreshOpen } from './library-open.ts';
import { shownDataset } from './library-store.ts';
import type { Stride } from './stride.ts';

/** How long a notice with Undo stays, in milliseconds; the toolbar keeps offering it after. */
const undoTime = 12_000;

/** The notice of the last edit of each app: a newer edit takes its place, since only the last can be undone. */
const undoNotices = new WeakMap<Stride, number>();

/** Shows what was done with a button that takes it back, in place of the one before. */
export function showUndo(stride: Stride, message: string, undo: () => void): void {
  const { notices } = stride;
  const before = undoNotices.get(stride);
  if (before !== undefined) notices.dismiss(before);
  const id = notices.show({
    tone: 'info',
    message,
    action: {
      label: 'Undo',
      perform() {
        notices.dismiss(id);
        undo();
      },
    },
  });
  undoNotices.set(stride, id);
  setTimeout(() => notices.dismiss(id), undoTime);
}

/** Shows why a call failed. */
export function showFault(stride: Stride, thrown: unknown): void {
  const { message, remedy } = faultOf(thrown);
  stride.notices.show({ tone: 'error', message, remedy });
}

/** Applies an edit to the open data set; true where it held. */
async function edit(
  stride: Stride,
  change: (library: PictureLibrary, dataset: string) => Promise<void>,
): Promise<boolean> {
  const shown = editableDataset(stride);
  if (!shown) return false;
  try {
    await change(stride.library, shown.id);
  } catch (thrown) {
    showFault(stride, thrown);
    return false;
  }
  await refreshOpen(stride);
  const label = shownDataset(stride.libraryState.getState())?.description.undoLabel;
  if (label) showUndo(stride, label, () => void undoEditOf(stride, shown.id));
  return true;
}

/** Takes the last edit of the open data set back. */
export async function undoEdit(stride: Stride): Promise<void> {
  const shown = editableDataset(stride);
  if (shown) await undoEditOf(stride, shown.id);
}

/** By its notice an edit can be taken back when another data set has been opened meanwhile. */
async function undoEditOf(stride: Stride, dataset: string): Promise<void> {
  try {
    const undone = await stride.library.undoEdit(dataset);
    const notice = undoNotices.get(stride);
    if (notice !== undefined) stride.notices.dismiss(notice);
    if (undone !== null) stride.notices.show({ tone: 'info', message: `Undone: ${undone}.` });
  } catch (thrown) {
    showFault(stride, thrown);
  }
  await refreshOpen(stride);
}

export function addClass(stride: Stride, name: string): Promise<boolean> {
  return edit(stride, (library, id) => library.addClass(id, name));
}

/** Keeps showing the class that was renamed, where only it was shown. */
export async function renameClass(stride: Stride, classIndex: number, name: string): Promise<boolean> {
  const before = editableDataset(stride)?.description.classNames[classIndex];
  const { filter } = stride.libraryState.getState();
  const isRenamed = await edit(stride, (library, id) => library.renameClass(id, classIndex, name));
  const after = editableDataset(stride)?.description.classNames[classIndex];
  if (isRenamed && filter.className === before && after) {
    stride.libraryState.setState({ filter: { ...filter, className: after } });
  }
  return isRenamed;
}

export function mergeClasses(stride: Stride, classes: readonly number[], into: number): Promise<boolean> {
  return edit(stride, (library, id) => library.mergeClasses(id, classes, into));
}

/** Puts the class at place `from` to place `to`. */
export function moveClass(stride: Stride, from: number, to: number): Promise<boolean> {
  const count = editableDataset(stride)?.description.classes.length ?? 0;
  if (from === to || to < 0 || to >= count) return Promise.resolve(false);
  const order = Array.from({ length: count }, (_, index) => index);
  order.splice(to, 0, ...order.splice(from, 1));
  return edit(stride, (library, id) => library.reorderClasses(id, order));
}

export function deleteClass(stride: Stride, classIndex: number): Promise<boolean> {
  return edit(stride, (library, id) => library.deleteClass(id, classIndex));
}

/** Gives the samples another class, which is made where it is new. */
export function moveSamples(stride: Stride, samples: readonly number[], className: string): Promise<boolean> {
  return edit(stride, async (library, id) => {
    let index = (await library.describe(id)).classNames.indexOf(className);
    if (index < 0) {
      await library.addClass(id, className);
      index = (await library.describe(id)).classNames.length - 1;
    }
    await library.moveSamples(id, samples, index);
  });
}

export function deleteSamples(stride: Stride, samples: readonly number[]): Promise<boolean> {
  return edit(stride, (library, id) => library.deleteSamples(id, samples));
}

export function setSplit(stride: Stride, samples: readonly number[], split: SplitName): Promise<boolean> {
  return edit(stride, (library, id) => library.setSplit(id, samples, split));
}

export function assignSplits(stride: Stride, plan: SplitPlan): Promise<boolean> {
  return edit(stride, (library, id) => library.assignSplits(id, plan));
}

/** How pictures become samples of one size. Needs no undo: the originals stay as they are. */
export async function setPictureSettings(stride: Stride, settings: PictureSettings): Promise<void> {
  const shown = editableDataset(stride);
  if (!shown) return;
  try {
    await stride.library.setSettings(shown.id, settings);
  } catch (thrown) {
    showFault(stride, thrown);
  }
  await refreshOpen(stride);
}

export async function clearLines(stride: Stride): Promise<void> {
  const shown = editableDataset(stride);
  if (!shown) return;
  try {
    await stride.library.clearSkipped(shown.id);
  } catch (thrown) {
    showFault(stride, thrown);
  }
  await refreshOpen(stride);
}
