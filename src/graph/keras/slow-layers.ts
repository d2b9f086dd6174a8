import type { ModelGraph } from '../model-graph.ts';

/** The names of layers that learn at a rate of their own, under how many times the run's it is. Frozen layers have none. */
export function slowLayers({ nodes }: ModelGraph): ReadonlyMap<number, readonly string[]> {
  const slow = new Map<number, string[]>();
  for (const { name, trainable, learningRateMultiplier } of nodes) {
    if (!trainable || learningRateMultiplier === undefined) continue;
    slow.set(learningRateMultiplier, [...(slow.get(learningRateMultiplier) ?? []), name]);
  }
  return slow;
}
