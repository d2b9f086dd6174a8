/** Which picture an annotation file speaks of: the two rarely lie in one folder, and often bear names without a folder. */

export type FoundPicture =
  | { readonly kind: 'found'; readonly index: number }
  | { readonly kind: 'none' }
  /** Several pictures bear the name, and nothing tells which is meant. */
  | { readonly kind: 'several' };

/**
 * Gives the picture of a name, with or without its folders and its extension, as written in the file at `from`. Letter case
 * does not count. Of several pictures with the name it is the one that ends as the name does, then the one whose folders
 * are most like those of the file.
 */
export function pictureFinder(paths: readonly string[]): (name: string, from: string) => FoundPicture {
  const pictures = paths.map((path, index) => ({ index, segments: segmentsOf(path) }));
  const byName = new Map<string, typeof pictures>();
  for (const picture of pictures) {
    const last = picture.segments.at(-1) ?? '';
    for (const key of new Set([last, stemOf(last)])) {
      const same = byName.get(key);
      if (same) same.push(picture);
      else byName.set(key, [picture]);
    }
  }
  return (name, from) => {
    const wanted = segmentsOf(name);
    const candidates = byName.get(wanted.at(-1) ?? '') ?? [];
    if (candidates.length === 0) return { kind: 'none' };
    const folders = segmentsOf(from).slice(0, -1);
    const likeness = ({ segments }: (typeof candidates)[number]) => {
      const own = segments.slice(0, -1);
      return commonEnd(own, wanted.slice(0, -1)) * 1000 + commonEnd(own, folders) + commonStart(own, folders);
    };
    const ranked = candidates.map((each) => ({ each, score: likeness(each) })).sort((a, b) => b.score - a.score);
    const [best, next] = ranked;
    if (!best || (next && next.score === best.score)) return { kind: 'several' };
    return { kind: 'found', index: best.each.index };
  };
}

function segmentsOf(path: string): readonly string[] {
  return path
    .toLowerCase()
    .split(/[\\/]/)
    .filter((segment) => segment !== '' && segment !== '.');
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const end = a.findIndex((segment, index) => segment !== b[index]);
  return end < 0 ? a.length : end;
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  return commonStart(a.toReversed(), b.toReversed());
}
