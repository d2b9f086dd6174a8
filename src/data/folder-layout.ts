/**
 * What the folders of an import mean: a folder a class, as Keras's `flow_from_directory` reads them (whatever lies deeper
 * belongs to the class), with `train`, `validation` and `test` above as splits and one root folder around it all peeled off.
 */
import { safeText } from './safe-name.ts';
import type { SplitName } from './split-names.ts';

export interface FilePlace {
  /** Null for a file in no class folder. */
  readonly className: string | null;
  /** Null where no folder says. */
  readonly split: SplitName | null;
}

const splitFolders: Readonly<Record<string, SplitName>> = {
  train: 'training',
  training: 'training',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  test: 'test',
  testing: 'test',
};

const litter = new Set(['__macosx', 'thumbs.db', 'desktop.ini', 'ehthumbs.db', '$recycle.bin']);

/** The folders and the file of a path, whichever separators it uses, without `.` and `..`. */
export function segmentsOf(path: string): string[] {
  return path.split(/[/\\]/).filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/** True for what systems strew about and nobody means to import: `__MACOSX`, dotfiles, `Thumbs.db`. */
export function isLitter(path: string): boolean {
  const segments = path.split(/[/\\]/).filter((segment) => segment !== '.' && segment !== '..' && segment !== '');
  return segments.length === 0 || segments.some((each) => each.startsWith('.') || litter.has(each.toLowerCase()));
}

/** The split that a folder of this name stands for, in any case; null for other names. */
export function splitOfFolder(folder: string | undefined): SplitName | null {
  const key = folder?.toLowerCase() ?? '';
  return Object.hasOwn(splitFolders, key) ? (splitFolders[key] ?? null) : null;
}

/** How many folders at the front are around everything and neither class nor split. */
function depthOfRoot(paths: readonly string[]): number {
  for (let depth = 0; ; depth++) {
    const root = segmentsOf(paths[0] ?? '')[depth];
    if (root === undefined || splitOfFolder(root) !== null) return depth;
    const folders = new Set<string | undefined>();
    let hasLooseFiles = false;
    for (const path of paths) {
      const segments = segmentsOf(path);
      if (segments.length <= depth + 1 || segments[depth] !== root) return depth;
      if (segments.length > depth + 2) folders.add(segments[depth + 1]);
      else hasLooseFiles = true;
    }
    // `cats/a/1.png, cats/2.png` is a class with a folder in it; `data/cats/1.png, data/dogs/2.png` is a root.
    if (folders.size === 0 || (hasLooseFiles && folders.size === 1)) return depth;
  }
}

/**
 * Tells the place of each of the paths. Pass only files that may be samples: what else lies about would mislead. Nothing is
 * kept of each path, since there may be tens of thousands.
 */
export function folderLayout(paths: readonly string[]): (path: string) => FilePlace {
  const root = depthOfRoot(paths);
  const hasSplits = paths.some((path) => {
    const segments = segmentsOf(path);
    return segments.length > root + 2 && splitOfFolder(segments[root]) !== null;
  });
  const classNames = new Map<string, string>();
  const classOf = (folder: string) => {
    const known = classNames.get(folder) ?? safeText(folder, 'Unnamed');
    classNames.set(folder, known);
    return known;
  };
  return (path) => {
    const segments = segmentsOf(path).slice(root);
    const split = hasSplits && segments.length > 1 ? splitOfFolder(segments[0]) : null;
    const rest = split === null ? segments : segments.slice(1);
    const folder = rest.length > 1 ? rest[0] : undefined;
    return { className: folder === undefined ? null : classOf(folder), split };
  };
}

/** The own name of the file at a path, safe to show. */
export function nameOf(path: string): string {
  return safeText(segmentsOf(path).at(-1) ?? '', 'unnamed');
}
