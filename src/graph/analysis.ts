/**
 * What follows from a graph before it runs: the order of execution, every node's shapes and costs, and the problems
 * that stand in the way. `analyzeGraph` (in `analyze.ts`) computes it; screens and the engine read it.
 */
import type { WeightSpec } from './layer-definition.ts';
import type { ModelGraph, NodeId } from './model-graph.ts';
import type { Shape } from './shape.ts';

export interface NodeAnalysis {
  /** Shapes of the tensors it reads, in order. */
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  /** Its own; none for a layer that shares another's, where they stand. */
  readonly weights: readonly WeightSpec[];
  /** Numbers in all its weights, trainable or not. */
  readonly parameters: number;
  readonly trainableParameters: number;
  /** For one sample, forward. */
  readonly multiplyAdds: number;
  /** Bytes of its output for one sample, float32. */
  readonly activationBytes: number;
}

/** A change that mends a problem, offered as a button. */
export interface Repair {
  /** Imperative, as on the button: `Insert Flatten`. */
  readonly label: string;
  apply(graph: ModelGraph): ModelGraph;
}

export interface Problem {
  /** Stable kind, in kebab-case: `dense-needs-vector`, `cycle`, `dangling-end`, … */
  readonly code: string;
  /** Names the layer, the shapes and the reason. */
  readonly message: string;
  /** The nodes it is about, the one to blame first; empty only for an empty graph. */
  readonly nodes: readonly NodeId[];
  /** A warning does not keep the network from training. */
  readonly severity: 'error' | 'warning';
  readonly repairs: readonly Repair[];
}

export interface GraphAnalysis {
  /** Every node that lies on no cycle, inputs first. */
  readonly order: readonly NodeId[];
  /** Only the nodes whose shapes could be inferred. */
  readonly nodes: ReadonlyMap<NodeId, NodeAnalysis>;
  readonly inputs: readonly NodeId[];
  readonly outputs: readonly NodeId[];
  readonly problems: readonly Problem[];
  readonly totals: {
    readonly parameters: number;
    readonly trainableParameters: number;
    readonly multiplyAdds: number;
    readonly activationBytes: number;
  };
}

/** What the graph is to be trained on, where that is known: lets validation judge its ends. */
export interface AnalysisContext {
  readonly classCount?: number;
  readonly sampleShape?: Shape;
}
