/** Decides of every file what it is: a sample and of which class and split, a table, half of an idx pair. */
import { folderLayout, nameOf } from '#data/folder-layout.ts';
import type { SplitName } from '#data/split-names.ts';
import type { ImportLine } from '#protocol/library.ts';
import { isIdxName, readIdxPairs } from './idx-pairs.ts';
import { type IndexedPlace, indexedPlaces, isIndexName } from './index-table.ts';
import type { Candidate, SourceFile } from './source-file.ts';

export interface PlanOptions {
  /** Of everything, whatever the folders say. */
  readonly className?: string;
  /** Of what no folder or table assigns. */
  readonly split?: SplitName;
  /** Names of the labels in idx files; the numbers where absent. */
  readonly labelNames?: readonly string[];
}

export interface ImportPlan {
  readonly candidates: readonly Candidate[];
  readonly lines: readonly ImportLine[];
}

/** A class, and its name told when it is asked for, so that tens of thousands of them take little. */
class PlacedFile implements Candidate {
  readonly #file: SourceFile;
  readonly className: string;
  readonly split: SplitName;

  constructor(file: SourceFile, className: string, split: SplitName) {
    this.#file = file;
    this.className = className;
    this.split = split;
  }

  get path(): string {
    return this.#file.path;
  }

  get name(): string {
    return nameOf(this.path);
  }

  get size(): number {
    return this.#file.size;
  }

  read(): Promise<Uint8Array> {
    return this.#file.read();
  }
}

/** The class of files that lie in no folder. */
const looseClass = 'Unsorted';

/** @param group files that came together, without litter */
export async function planImport(group: readonly SourceFile[], options: PlanOptions): Promise<ImportPlan> {
  const tables = group.filter(({ path }) => isIndexName(path));
  const arrays = group.filter(({ path }) => isIdxName(path));
  const files = group.filter(({ path }) => !isIndexName(path) && !isIdxName(path));
  const index = await indexedPlaces(tables, files);
  const idx = await readIdxPairs(arrays, options.labelNames);
  const placeOf = folderLayout(files.map(({ path }) => path));
  const lines = [...index.lines, ...idx.lines];
  const candidates: Candidate[] = [];
  for (const file of files) {
    if (index.unlisted.has(file)) continue;
    const folder = placeOf(file.path);
    const row: IndexedPlace | undefined = index.places.get(file);
    const className = options.className ?? row?.className ?? folder.className ?? looseClass;
    const split = row?.split ?? folder.split ?? options.split ?? 'training';
    candidates.push(new PlacedFile(file, className, split));
  }
  for (const each of idx.candidates) {
    candidates.push({
      ...each,
      className: options.className ?? each.className,
      split: each.split ?? options.split ?? 'training',
    });
  }
  return { candidates, lines };
}
