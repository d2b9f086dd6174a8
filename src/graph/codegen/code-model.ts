/** What a program is written from. */
import type { GraphAnalysis } from '../analysis.ts';
import type { ModelGraph } from '../model-graph.ts';
import type { TrainingSettings } from '../training/training-settings.ts';

/** Where the program finds its pictures. */
export type CodeData =
  /** Keras brings them along. */
  | { readonly kind: 'mnist' }
  /** `data/<class>/<picture>`, as Stride's "Train elsewhere" packs them; `name` is only told. */
  | { readonly kind: 'folders'; readonly name: string };

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
