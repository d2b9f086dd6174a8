/**
 * Turns what a person chose into groups of files, one for the loose files and one for each zip: what folders mean is judged
 * within a group.
 */
import { isLitter, segmentsOf } from '#data/folder-layout.ts';
import { readZip } from '#formats/zip-reader.ts';
import type { ImportLine, SourceEntry } from '#protocol/library.ts';
import { failedLine, skippedLine } from './import-line.ts';
import { readAhead } from './read-ahead.ts';
import { fileOf, type SourceFile, within } from './source-file.ts';

export interface SourceGroups {
  readonly groups: readonly (readonly SourceFile[])[];
  readonly lines: readonly ImportLine[];
}

const isZip = (path: string) => /\.zip$/i.test(path);

export async function openSources(entries: readonly SourceEntry[], isCancelled: () => boolean): Promise<SourceGroups> {
  const wanted = entries.filter(({ path }) => !isLitter(path));
  const loose = wanted.filter(({ path }) => !isZip(path)).map(fileOf);
  const groups: SourceFile[][] = loose.length > 0 ? [loose] : [];
  const lines: ImportLine[] = [];
  for (const { path, file } of wanted.filter((each) => isZip(each.path))) {
    if (isCancelled()) break;
    const opened = await openZip(path, file);
    groups.push(opened.files);
    lines.push(...opened.lines);
  }
  return { groups, lines };
}

async function openZip(path: string, file: Blob): Promise<{ files: SourceFile[]; lines: ImportLine[] }> {
  const archive = segmentsOf(path).at(-1) ?? path;
  const files: SourceFile[] = [];
  const lines: ImportLine[] = [];
  try {
    for await (const entry of readZip(readAhead(file), archive)) {
      if (isLitter(entry.path)) continue;
      if (isZip(entry.path)) {
        const reason = 'It is a zip inside a zip, which is not opened.';
        lines.push(
          skippedLine(`${archive}/${entry.path}`, reason, 'Unpack the outer zip and add the inner one by itself.'),
        );
      } else {
        files.push(entry);
      }
    }
  } catch (thrown) {
    lines.push(failedLine(path, thrown));
  }
  if (files.length === 0 && lines.length === 0) {
    lines.push(skippedLine(path, 'The archive holds no files.', 'Choose a zip with pictures in it.'));
  }
  const isFlat = files.every((each) => segmentsOf(each.path).length < 2);
  // `cats.zip` with nothing but pictures in it is a class.
  const folder = archive.replace(isZip(archive) ? /\.zip$/i : '', '');
  return { files: isFlat ? files.map((each) => within(folder, each)) : files, lines };
}
