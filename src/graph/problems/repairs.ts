/** Repairs that several kinds of problem offer. */
import type { Repair } from '../analysis.ts';
import { insertOnEdge } from '../edits/insert-on-edge.ts';
import { removeNodes } from '../edits/remove-nodes.ts';
import { setConfig } from '../edits/set-config.ts';
import type { LayerType } from '../layers/index.ts';
import type { Edge, LayerNode, ModelGraph } from '../model-graph.ts';

/** A layer to be: its type and the settings that differ from the defaults. */
export interface LayerPlan {
  readonly type: LayerType;
  readonly config: Readonly<Record<string, unknown>>;
}

export function removeRepair(node: LayerNode): Repair {
  return { label: `Remove ${node.name}`, apply: (graph) => removeNodes(graph, [node.id]) };
}

export function configRepair(label: string, node: LayerNode, patch: Readonly<Record<string, unknown>>): Repair {
  return { label, apply: (graph) => setConfig(graph, node.id, patch) };
}

/** Puts layers one after another between two connected ones. */
export function insertChain(graph: ModelGraph, { source, target }: Edge, plans: readonly LayerPlan[]): ModelGraph {
  let current = graph;
  let last = source;
  for (const { type, config } of plans) {
    const inserted = insertOnEdge(current, { source: last, target }, type, config);
    current = inserted.graph;
    last = inserted.id;
  }
  return current;
}

export function insertRepair(label: string, edge: Edge, plans: readonly LayerPlan[]): Repair {
  return { label, apply: (graph) => insertChain(graph, edge, plans) };
}
