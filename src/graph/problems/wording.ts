/** How problems name things, the same everywhere. */
import type { LayerNode } from '../model-graph.ts';

/** `conv2d_1 (Conv2D)`. */
export function named({ name, type }: Pick<LayerNode, 'name' | 'type'>): string {
  return `${name} (${type})`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], conjunction = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

/** `1 layer`, `2 layers`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
