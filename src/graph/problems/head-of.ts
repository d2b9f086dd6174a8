import type { NodeId } from '../model-graph.ts';
import type { Facts } from './facts.ts';

/**
 * The output that a network is trained by, where it has several: one that gives a number for each class, else a vector,
 * else the last one. Null where no output has a shape.
 */
export function headOf({ context, nodes, outputs }: Facts): NodeId | null {
  const shaped = outputs.filter((id) => nodes.has(id));
  const vectors = shaped.filter((id) => nodes.get(id)?.output.length === 1);
  const fitting = vectors.filter((id) => nodes.get(id)?.output[0] === context.classCount);
  return fitting.at(-1) ?? vectors.at(-1) ?? shaped.at(-1) ?? null;
}
