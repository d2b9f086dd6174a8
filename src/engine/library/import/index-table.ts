/** Tables of `file,class` beside pictures: which file each row means. */
import { segmentsOf, splitOfFolder } from '#data/folder-layout.ts';
import { safeText } from '#data/safe-name.ts';
import type { SplitName } from '#data/split-names.ts';
import { parseImageIndex } from '#formats/csv-index.ts';
import type { ImportLine } from '#protocol/library.ts';
import { failedLine, skippedLine } from './import-line.ts';
import type { SourceFile } from './source-file.ts';

export interface IndexedPlace {
  readonly className: string;
  readonly split: SplitName | null;
}

export interface IndexedPlaces {
  readonly places: ReadonlyMap<SourceFile, IndexedPlace>;
  /** Files that lie where a table should list them, and are in none. */
  readonly unlisted: ReadonlySet<SourceFile>;
  readonly lines: readonly ImportLine[];
}

const largestTable = 100e6;

export function isIndexName(path: string): boolean {
  return /\.(csv|tsv)$/i.test(path);
}

const keyOf = (segments: readonly string[]) => segments.join('/').normalize('NFC');

export async function indexedPlaces(
  tables: readonly SourceFile[],
  files: readonly SourceFile[],
): Promise<IndexedPlaces> {
  const places = new Map<SourceFile, IndexedPlace>();
  const unlisted = new Set<SourceFile>();
  const lines: ImportLine[] = [];
  if (tables.length === 0) return { places, unlisted, lines };
  const byPath = new Map(files.map((file) => [keyOf(segmentsOf(file.path)), file]));
  const byName = new Map<string, SourceFile | null>();
  for (const file of files) {
    const name = keyOf(segmentsOf(file.path).slice(-1));
    // Null: more than one file has the name, so that it names none.
    byName.set(name, byName.has(name) ? null : file);
  }
  for (const table of tables) {
    const folder = segmentsOf(table.path).slice(0, -1);
    const found = await read(table, (file) => {
      const segments = segmentsOf(file);
      return byPath.get(keyOf([...folder, ...segments])) ?? byName.get(keyOf(segments.slice(-1))) ?? undefined;
    });
    lines.push(...found.lines);
    for (const [file, place] of found.places) places.set(file, place);
    if (found.places.size === 0) continue;
    const prefix = folder.length > 0 ? `${keyOf(folder)}/` : '';
    for (const [path, file] of byPath) if (path.startsWith(prefix)) unlisted.add(file);
  }
  for (const file of places.keys()) unlisted.delete(file);
  for (const file of unlisted) {
    lines.push(skippedLine(file.path, 'The table beside it gives it no class.', 'Add a line for it to the table.'));
  }
  return { places, unlisted, lines };
}

async function read(
  table: SourceFile,
  find: (file: string) => SourceFile | undefined,
): Promise<{ readonly places: Map<SourceFile, IndexedPlace>; readonly lines: readonly ImportLine[] }> {
  const places = new Map<SourceFile, IndexedPlace>();
  try {
    if (table.size > largestTable) throw new Error('It is too large for a table of pictures.');
    const { rows, faults } = parseImageIndex(new TextDecoder().decode(await table.read()));
    const lines = faults.map(({ line, reason }) =>
      skippedLine(`${table.path}, line ${line}`, reason, 'Correct the line and add the table again.'),
    );
    for (const { file, className, split, line } of rows) {
      const found = find(file);
      if (found) places.set(found, { className: safeText(className, 'Unnamed'), split: splitOfFolder(split) });
      else
        lines.push(
          skippedLine(
            `${table.path}, line ${line}`,
            `There is no file ${file} beside it.`,
            'Add the pictures together with the table.',
          ),
        );
    }
    if (places.size > 0 || rows.length === 0) return { places, lines };
    const reason = 'None of the files that the table names is among those added.';
    return {
      places,
      lines: [skippedLine(table.path, reason, 'Add the table and its pictures together, as a folder or zip.')],
    };
  } catch (thrown) {
    return { places, lines: [failedLine(table.path, thrown)] };
  }
}
