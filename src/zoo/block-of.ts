import type { BuildOptions } from './build-options.ts';
import type { ZooNetwork } from './zoo-network.ts';

/** Between them these have every layer that a network can have. */
const forms: readonly BuildOptions[] = [
  { weights: 'imagenet' },
  { includeTop: false, pooling: 'avg' },
  { includeTop: false, pooling: 'max' },
];

const known = new WeakMap<ZooNetwork, ReadonlyMap<string, string>>();

/**
 * The named block that a layer of a published network belongs to, for collapsing: `block1`, `conv4_block2`, `top`; null for
 * its input and for layers that are none of its own.
 */
export function blockOf(layerName: string, network: ZooNetwork): string | null {
  let blocks = known.get(network);
  if (!blocks) {
    blocks = new Map(forms.flatMap((form) => [...network.architecture(form).blocks]));
    known.set(network, blocks);
  }
  return blocks.get(layerName) ?? null;
}
