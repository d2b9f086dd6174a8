/** Names and ids that nothing in the graph has yet. Both follow from the graph alone, so that edits can be repeated. */
import type { LayerType } from './layers/index.ts';
import type { ModelGraph, NodeId } from './model-graph.ts';

/** As long as Keras lets a name be, and longer than any screen shows. */
export const maxNameLength = 200;

/**
 * What a layer may be called: anything that Keras takes, so also `block1/conv 1`. Blanks at the ends and control
 * characters would only be mistakes.
 */
export function isLegalName(name: string): boolean {
  return name.length > 0 && name.length <= maxNameLength && name === name.trim() && !/\p{Control}/u.test(name);
}

/** Keras's name for a layer type: `MaxPooling2D` → `max_pooling2d`, `LeakyReLU` → `leaky_re_lu` (`to_snake_case`). */
export function snakeCase(type: string): string {
  return type
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** The first of `conv2d_1`, `conv2d_2`, … that is not taken. */
export function freshName(taken: ReadonlySet<string>, type: LayerType): string {
  const base = snakeCase(type);
  let number = 1;
  while (taken.has(`${base}_${number}`)) number++;
  return `${base}_${number}`;
}

export function namesIn({ nodes }: ModelGraph): Set<string> {
  return new Set(nodes.map(({ name }) => name));
}

/** Hands out ids `n1`, `n2`, … beyond the highest in the graph. */
export function createIdSource({ nodes }: ModelGraph): () => NodeId {
  let last = 0;
  for (const { id } of nodes) last = Math.max(last, Number(/^n(\d{1,9})$/.exec(id)?.[1] ?? 0));
  return () => `n${++last}` as NodeId;
}
