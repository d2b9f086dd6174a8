/** Opening pictures with annotations. Nothing here ever rejects. */
import type { SourceEntry } from '#protocol/library.ts';
import type { PictureSet } from '#protocol/quality.ts';
import { faultOf } from './engine-events.ts';
import { nothingMeasured } from './quality-store.ts';
import type { Stride } from './stride.ts';

/** Opens files with whatever annotations are among them; the set before is let go. */
export function openPictures(stride: Stride, entries: readonly SourceEntry[], name: string): Promise<void> {
  return open(stride, name, () => stride.engine.quality.open(entries, name));
}

/** Opens a set whose pictures are kept in this browser. */
export function reopenPictures(stride: Stride, id: string, name: string): Promise<void> {
  return open(stride, name, () => stride.engine.quality.reopen(id));
}

async function open({ quality }: Stride, name: string, ask: () => Promise<PictureSet>): Promise<void> {
  const opening = { phase: 'opening', name } as const;
  quality.setState({ ...nothingMeasured, open: opening, labels: null, past: [], future: [], saving: 'saved' });
  try {
    const set = await ask();
    if (quality.getState().open === opening) {
      quality.setState({ open: { phase: 'open', set }, labels: set.drawn ?? set.labels });
    }
  } catch (thrown) {
    if (quality.getState().open === opening) quality.setState({ open: { phase: 'failed', fault: faultOf(thrown) } });
  }
}

export function closePictures({ quality }: Stride): void {
  quality.setState({ ...nothingMeasured, open: { phase: 'none' }, labels: null, past: [], future: [] });
}

export async function listKeptSets({ quality, engine }: Stride): Promise<void> {
  quality.setState({ kept: await engine.quality.kept().catch(() => []) });
}

/** Forgets what was drawn in a set that is not open. */
export async function forgetKeptSet(stride: Stride, id: string): Promise<void> {
  try {
    await stride.engine.quality.forget(id);
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
  }
  await listKeptSets(stride);
}
