import { formatShape } from '#base/format.ts';
import type { Problem, Repair } from '../analysis.ts';
import type { LayerNode, NodeId } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import { type Facts, nodesOf, type ProblemFinder } from './facts.ts';
import { headOf } from './head-of.ts';
import { insertRepair, removeRepair } from './repairs.ts';
import { named } from './wording.ts';

/**
 * A Dense that gets feature maps works on every pixel by itself, which few people want: where the network is to tell
 * classes apart and ends in no vector, that is why. The first of several such layers is the one to mend.
 */
export const findForgottenFlatten: ProblemFinder = (facts) => {
  const isCause = endsInNoVector(facts);
  const behind = new Set<NodeId>();
  return nodesOf(facts, facts.order).flatMap((node) => {
    const input = facts.nodes.get(node.id)?.inputs[0];
    const sources = facts.adjacency.sources(node.id);
    const isBehind = sources.some((source) => behind.has(source));
    const isPerPlace = node.type === 'Dense' && input !== undefined && input.length > 1;
    if (isPerPlace || isBehind) behind.add(node.id);
    return isPerPlace && !isBehind ? [problemOf(facts, node, input, isCause)] : [];
  });
};

/** Whether the head gives maps, behind a Dense that gets some. */
export function endsInNoVector(facts: Facts): boolean {
  const head = headOf(facts);
  const output = head === null ? undefined : facts.nodes.get(head)?.output;
  if (facts.context.classCount === undefined || output === undefined || output.length <= 1) return false;
  return facts.graph.nodes.some(
    ({ id, type }) => type === 'Dense' && (facts.nodes.get(id)?.inputs[0]?.length ?? 0) > 1,
  );
}

function problemOf(facts: Facts, node: LayerNode, input: Shape, isCause: boolean): Problem {
  const [source] = nodesOf(facts, facts.adjacency.sources(node.id));
  const place = input.length === 3 ? 'pixel' : 'row';
  const received = `${formatShape(input)} from ${source?.name}`;
  return {
    code: 'needs-vector',
    message: isCause
      ? `${named(node)} reads a vector, one row of numbers, but gets ${received}: it would answer for each ${place} by itself.`
      : `${named(node)} gets ${received}, and works on each ${place} by itself.`,
    nodes: [node.id, ...(source ? [source.id] : [])],
    severity: isCause ? 'error' : 'warning',
    repairs: [...(source ? flattenRepairs(source.id, node.id, input) : []), removeRepair(node)],
  };
}

function flattenRepairs(source: NodeId, target: NodeId, input: Shape): readonly Repair[] {
  const types = input.length === 3 ? (['Flatten', 'GlobalAveragePooling2D'] as const) : (['Flatten'] as const);
  return types.map((type) => insertRepair(`Insert ${type}`, { source, target }, [{ type, config: {} }]));
}
