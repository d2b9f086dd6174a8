/** What a bundle of files is called, and which class it belongs to where no folder says so. Pure. */
import { formatCount } from '#base/format.ts';
import type { SourceEntry } from '#protocol/library.ts';
import type { ImportSource } from '#state/library-import.ts';

/** Files that say themselves which classes are in them. */
const container = /\.(csv|tsv|zip|gz)$|idx\d|ubyte/i;

/**
 * `className` is the class that is chosen, null for none: lone pictures go to it. Folders, archives and
 * tables name their own classes, unless `isForced`.
 */
export function importSource(
  entries: readonly SourceEntry[],
  className: string | null,
  isForced = false,
): ImportSource {
  const isLone = entries.every(({ path }) => !path.includes('/') && !container.test(path));
  const root = commonRoot(entries);
  const first = entries[0]?.path ?? '';
  const only = entries.length === 1 ? first : null;
  const label = root ?? only ?? `${formatCount(entries.length)} files`;
  return {
    entries,
    label,
    datasetName: root ?? (only !== null && container.test(only) ? only.replace(/(\.[a-z]+)+$/i, '') : 'My pictures'),
    className: (isLone || isForced) && className !== null ? className : undefined,
  };
}

/** The one folder that everything lies in; null where there is none. */
function commonRoot(entries: readonly SourceEntry[]): string | null {
  const roots = new Set(entries.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const [root] = roots;
  return roots.size === 1 && root ? root : null;
}
