/** A collapsed block as xyflow's node: what its layers give, hold and cost together. */
import { formatCount, formatPercent, formatShape } from '#base/format.ts';
import { sum } from '#base/math.ts';
import type { GraphAnalysis, Problem } from '#graph/analysis.ts';
import type { NodeId } from '#graph/model-graph.ts';
import type { ShownBlock } from '#graph/shown-graph.ts';

export type BlockNodeData = {
  readonly name: string;
  readonly layers: number;
  /** What its last layer gives: `56 × 56 × 256`; null where it could not be inferred. */
  readonly output: string | null;
  readonly parameters: number;
  /** Whether none of its weights is trained. */
  readonly isFrozen: boolean;
  /** Share of the network's multiply-adds, 0..1. */
  readonly share: number;
  /** Its layers' share of the time that a profiled training step took, 0..1; null where none is shown. */
  readonly heat: number | null;
  /** The worst problem of its layers. */
  readonly fault: Problem['severity'] | null;
};

export function blockData(
  { name, layers }: ShownBlock,
  analysis: GraphAnalysis,
  faults: ReadonlyMap<NodeId, Problem['severity']>,
  heat: ReadonlyMap<string, number> | null,
): BlockNodeData {
  const computed = layers.map(({ id }) => analysis.nodes.get(id));
  const output = analysis.nodes.get(
    lastOf(
      layers.map(({ id }) => id),
      analysis,
    ),
  )?.output;
  const { multiplyAdds } = analysis.totals;
  const severities = layers.flatMap(({ id }) => faults.get(id) ?? []);
  const weighty = layers.filter(({ id }) => (analysis.nodes.get(id)?.parameters ?? 0) > 0);
  return {
    name,
    layers: layers.length,
    output: output ? formatShape(output) : null,
    parameters: sum(computed.map((node) => node?.parameters ?? 0)),
    isFrozen: weighty.length > 0 && weighty.every(({ trainable }) => !trainable),
    share: multiplyAdds > 0 ? sum(computed.map((node) => node?.multiplyAdds ?? 0)) / multiplyAdds : 0,
    heat: heat && sum(layers.map((layer) => heat.get(layer.name) ?? 0)),
    fault: severities.includes('error') ? 'error' : (severities[0] ?? null),
  };
}

/** The layer that runs last. */
function lastOf(ids: readonly NodeId[], { order }: GraphAnalysis): NodeId {
  const inside = new Set(ids);
  return order.findLast((id) => inside.has(id)) ?? (ids.at(-1) as NodeId);
}

/** What a screen reader says of it: `conv4_block2, block of 10 layers, output 14 × 14 × 1,024, 1,117,184 parameters`. */
export function blockLabel({ name, layers, output, parameters, fault, heat }: BlockNodeData): string {
  const parts = [name, `block of ${layers} layers`, `output ${output ?? 'unknown'}`];
  if (output !== null) parts.push(`${formatCount(parameters)} parameters`);
  if (fault) parts.push(fault);
  if (heat !== null) parts.push(`${formatPercent(heat, 0)} of the time`);
  return parts.join(', ');
}

export function sameBlock(a: BlockNodeData, b: BlockNodeData): boolean {
  return (Object.keys(a) as (keyof BlockNodeData)[]).every((key) => a[key] === b[key]);
}
