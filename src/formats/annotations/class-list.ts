import { maxClasses } from './annotation-limits.ts';

/** Names of classes in the order in which they came. */
export interface ClassList {
  readonly names: readonly string[];
  /** The index of a class, which is added where it is new; past the most that there may be, the last one. */
  indexOf(name: string): number;
}

export function createClassList(first: readonly string[] = []): ClassList {
  const names: string[] = [];
  const places = new Map<string, number>();
  const indexOf = (name: string): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    if (names.length >= maxClasses) return names.length - 1;
    places.set(name, names.length);
    return names.push(name) - 1;
  };
  for (const name of first) indexOf(name);
  return { names, indexOf };
}
