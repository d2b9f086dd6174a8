/** Making, renaming, deleting and exporting data sets, and choosing the one to train on. None rejects. */
import type { PictureSettings } from '#data/picture-settings.ts';
import type { DatasetSummary } from '#protocol/library.ts';
import { downloadBlob } from './download-blob.ts';
import { showFault, showUndo } from './library-edits.ts';
import { embeddedDatasets } from './library-embedded.ts';
import { openInData, refreshDatasets, refreshOpen, refreshStorage } from './library-open.ts';
import type { Stride } from './stride.ts';

const fallback = embeddedDatasets[0];

/** The data set's name as a person gave it. */
export function datasetName(stride: Stride, id: string): string {
  const { datasets } = stride.libraryState.getState();
  return [...embeddedDatasets, ...(datasets ?? [])].find((known) => known.id === id)?.name ?? id;
}

/** Makes an empty data set and opens it; null where that failed, which is shown. */
export async function createDataset(
  stride: Stride,
  name: string,
  settings: Partial<PictureSettings> = {},
): Promise<DatasetSummary | null> {
  try {
    const created = await stride.library.createDataset(name, settings);
    await refreshDatasets(stride);
    await openInData(stride, created.id);
    return created;
  } catch (thrown) {
    showFault(stride, thrown);
    return null;
  }
}

export async function renameDataset(stride: Stride, id: string, name: string): Promise<void> {
  try {
    await stride.library.renameDataset(id, name);
  } catch (thrown) {
    showFault(stride, thrown);
  }
  await Promise.all([refreshDatasets(stride), refreshOpen(stride)]);
}

/** Puts a data set away, with Undo. Where the project trained on it, the project goes to one that is there. */
export async function deleteDataset(stride: Stride, id: string): Promise<void> {
  const name = datasetName(stride, id);
  const wasTrained = stride.project.getProject().dataset === id;
  try {
    await stride.library.deleteDataset(id);
  } catch (thrown) {
    return showFault(stride, thrown);
  }
  if (wasTrained) trainOn(stride, fallback.id);
  const [next] = await refreshDatasets(stride);
  await openInData(stride, next?.id ?? fallback.id);
  showUndo(stride, `Deleted the data set “${name}”.`, () => void restoreDataset(stride, id, wasTrained));
}

async function restoreDataset(stride: Stride, id: string, wasTrained: boolean): Promise<void> {
  try {
    await stride.library.restoreDataset(id);
  } catch (thrown) {
    return showFault(stride, thrown);
  }
  await refreshDatasets(stride);
  await openInData(stride, id);
  if (wasTrained) trainOn(stride, id);
}

/** Makes a data set the one that the project trains on: a step of the document. */
export function trainOn(stride: Stride, id: string): void {
  stride.project.edit(`Train on ${datasetName(stride, id)}`, (project) =>
    project.dataset === id ? project : { ...project, dataset: id },
  );
}

/** Hands the data set to the person as a zip file: originals in folders by class. */
export async function exportDataset(stride: Stride, id: string): Promise<void> {
  const name = datasetName(stride, id);
  const notice = stride.notices.show({ tone: 'info', message: `Packing “${name}” …` });
  try {
    const zip = await stride.library.exportZip(id);
    downloadBlob(`${name.replace(/[^\p{Letter}\p{Number}]+/gu, '-').replace(/^-+|-+$/g, '') || 'data-set'}.zip`, zip);
  } catch (thrown) {
    showFault(stride, thrown);
  } finally {
    stride.notices.dismiss(notice);
  }
}

/** Asks the browser to keep the data; true where it will. */
export async function keepData(stride: Stride): Promise<boolean> {
  try {
    return await stride.library.requestPersistence();
  } catch (thrown) {
    showFault(stride, thrown);
    return false;
  } finally {
    await refreshStorage(stride);
  }
}
