/** A data set as a zip that any other program reads: folders by class, by split above where it has splits, and a table. */
import { hexOf } from '#data/library/hex.ts';
import { textAt } from '#data/library/packed-texts.ts';
import { safeFileName } from '#data/safe-name.ts';
import { splitNames } from '#data/split-names.ts';
import { formatIndex } from '#formats/csv-index.ts';
import type { ZipInput } from '#formats/zip-writer.ts';
import type { DatasetFiles } from '#storage/dataset-files.ts';
import { sampleColumns } from './describe-dataset.ts';
import type { LibraryHost } from './library-host.ts';
import type { LibraryDataset } from './open-dataset.ts';
import { writeZipFile } from './write-zip-file.ts';

const splitFolders = ['train', 'validation', 'test'] as const;

/** The path of each sample in use; no two are the same, in any case. */
function exportPaths(dataset: LibraryDataset): string[] {
  const { ids, classes, splits, names } = sampleColumns(dataset);
  const hasSplits = splits.some((split) => split !== 0);
  const taken = new Set<string>();
  const free = (path: string, separator: string, end = '') => {
    for (let copy = 1; ; copy++) {
      const name = copy === 1 ? path + end : `${path}${separator}${copy}${end}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  };
  const classFolders = dataset.record.classes.map(({ name }) => free(safeFileName(name, 'class'), ' '));
  return Array.from(ids, (_, place) => {
    const split = hasSplits ? `${splitFolders[(splits[place] ?? 0) as 0 | 1 | 2]}/` : '';
    const name = safeFileName(textAt(names, place) ?? '', 'picture');
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    return free(`${split}${classFolders[classes[place] ?? 0] ?? 'class'}/${stem}`, '-', extension);
  });
}

/** The files of the zip, in order: the table, then the originals in the order in which they came. */
export async function* archivedFiles(
  dataset: LibraryDataset,
  pictures: Pick<DatasetFiles, 'picture'>,
): AsyncGenerator<ZipInput> {
  const { ids, classes, splits } = sampleColumns(dataset);
  const paths = exportPaths(dataset);
  const rows = [['file', 'class', 'split']];
  for (const [place, path] of paths.entries()) {
    const className = dataset.record.classes[classes[place] ?? 0]?.name ?? '';
    rows.push([path, className, splitNames[splits[place] ?? 0] ?? 'training']);
  }
  yield { path: 'index.csv', bytes: new TextEncoder().encode(formatIndex(rows)) };
  for (const [place, id] of ids.entries()) {
    const original = await pictures.picture(hexOf(dataset.table.hash(id)));
    if (original) yield { path: paths[place] ?? `${id}`, bytes: new Uint8Array(await original.arrayBuffer()) };
  }
}

/** Rejects with `storage-full`. */
export function exportDataset(dataset: LibraryDataset, { files, pictures }: LibraryHost): Promise<Blob> {
  const name = safeFileName(dataset.record.name, 'data set');
  return writeZipFile(files, `${name}.zip`, archivedFiles(dataset, pictures));
}
