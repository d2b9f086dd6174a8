/** What is known of a graph when its problems are looked for. */
import type { Adjacency } from '../adjacency.ts';
import type { AnalysisContext, NodeAnalysis, Problem } from '../analysis.ts';
import type { LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import type { ShapeFault } from '../shape-fault.ts';

export interface NodeFault {
  readonly fault: ShapeFault;
  readonly inputs: readonly Shape[];
}

export interface Facts {
  readonly graph: ModelGraph;
  readonly context: AnalysisContext;
  readonly adjacency: Adjacency;
  readonly order: readonly NodeId[];
  readonly cycles: readonly (readonly NodeId[])[];
  readonly nodes: ReadonlyMap<NodeId, NodeAnalysis>;
  /** Nodes that refuse the shapes they get. */
  readonly faults: ReadonlyMap<NodeId, NodeFault>;
  readonly inputs: readonly NodeId[];
  readonly outputs: readonly NodeId[];
}

/** Looks for one kind of problem. */
export type ProblemFinder = (facts: Facts) => readonly Problem[];

/** The nodes with these ids, in that order. */
export function nodesOf(facts: Facts, ids: readonly NodeId[]): readonly LayerNode[] {
  return ids.map((id) => facts.adjacency.node.get(id)).filter((node) => node !== undefined);
}
