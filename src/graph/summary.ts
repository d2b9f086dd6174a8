/** The table that Keras prints for `model.summary()`. */
import type { GraphAnalysis } from './analysis.ts';
import type { LayerType } from './layers/index.ts';
import type { LayerNode, ModelGraph, NodeId } from './model-graph.ts';
import type { Shape } from './shape.ts';

export interface SummaryRow {
  readonly id: NodeId;
  readonly name: string;
  readonly type: LayerType;
  /** Without the batch axis; null where it could not be inferred. */
  readonly output: Shape | null;
  readonly parameters: number;
  /** Names of the layers it reads, in order. */
  readonly connectedTo: readonly string[];
}

/** One row for each layer in the order in which they run; layers on a cycle, which never run, come last. */
export function summarize(graph: ModelGraph, analysis: GraphAnalysis): readonly SummaryRow[] {
  const node = new Map(graph.nodes.map((each) => [each.id, each]));
  const ordered = new Set(analysis.order);
  const ids = [...analysis.order, ...graph.nodes.map(({ id }) => id).filter((id) => !ordered.has(id))];
  const sources = new Map<NodeId, string[]>();
  for (const { source, target } of graph.edges) {
    const name = node.get(source)?.name;
    if (name !== undefined) sources.set(target, [...(sources.get(target) ?? []), name]);
  }
  const row = ({ id, name, type }: LayerNode): SummaryRow => ({
    id,
    name,
    type,
    output: analysis.nodes.get(id)?.output ?? null,
    parameters: analysis.nodes.get(id)?.parameters ?? 0,
    connectedTo: sources.get(id) ?? [],
  });
  return ids.map((id) => node.get(id)).flatMap((each) => (each ? [row(each)] : []));
}
