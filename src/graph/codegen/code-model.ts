/** What a program is written from. */
import type { GraphAnalysis } from '../analysis.ts';
import type { ModelGraph } from '../model-graph.ts';
import type { TrainingSettings } from '../training/training-settings.ts';

/** Where the program finds its pictures. */
export type CodeData =
  /** Keras brings them along. */
  | { readonly kind: 'mnist' }
  /** `data/<class>/<picture>`; the folders in the order of the network's outputs, or null where it is not known. */
  | { readonly kind: 'folders'; readonly classFolders: readonly string[] | null };

export interface CodeModel {
  /** Letters, digits and `_`. */
  readonly name: string;
  readonly graph: ModelGraph;
  /** Of `graph`, without an error among its problems. */
  readonly analysis: GraphAnalysis;
  readonly training: TrainingSettings;
  readonly seed: number;
  readonly data: CodeData;
}

/** A name as Keras, Python and files take it: `Lecture CNN` → `lecture_cnn`. */
export function codeName(title: string): string {
  const name = title
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
  return /^[a-z]/.test(name) ? name.slice(0, 60) : `model_${name}`.replace(/_+$/, '').slice(0, 60);
}

/** Folder names for classes, each another, without what file systems refuse. */
export function classFolders(classNames: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return classNames.map((className, index) => {
    const plain = className
      .replace(/[^\p{L}\p{N} _-]/gu, '_')
      .trim()
      .slice(0, 80);
    const base = plain === '' ? `class ${index}` : plain;
    let folder = base;
    // File systems of Windows and macOS hold `Cat` and `cat` for one folder.
    for (let number = 2; taken.has(folder.toLowerCase()); number++) folder = `${base} ${number}`;
    taken.add(folder.toLowerCase());
    return folder;
  });
}
