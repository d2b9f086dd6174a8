import { sum } from '#base/math.ts';
import { adjacencyOf } from './adjacency.ts';
import type { AnalysisContext, GraphAnalysis, NodeAnalysis } from './analysis.ts';
import { inferNode } from './infer-node.ts';
import type { LayerNode, ModelGraph, NodeId } from './model-graph.ts';
import type { Facts, NodeFault } from './problems/facts.ts';
import { findProblems } from './problems/index.ts';
import { takesInputs } from './takes-inputs.ts';
import { topologicalOrder } from './topological-order.ts';

/**
 * Shapes, costs and problems of a graph, in time about linear in its size. Never throws: whatever is wrong with the
 * graph is a problem. A node without an entry in `nodes` is named by an error, or follows one that is.
 */
export function analyzeGraph(graph: ModelGraph, context: AnalysisContext = {}): GraphAnalysis {
  const adjacency = adjacencyOf(graph);
  const { order, cycles } = topologicalOrder(graph, adjacency);
  const nodes = new Map<NodeId, NodeAnalysis>();
  const faults = new Map<NodeId, NodeFault>();
  for (const id of order) {
    const node = adjacency.node.get(id);
    const sources = adjacency.sources(id);
    if (!node || !takesInputs(node.type, sources.length)) continue;
    const shapes = sources.map((source) => nodes.get(source)?.output).filter((shape) => shape !== undefined);
    if (shapes.length < sources.length) continue;
    const inference = inferNode(node, shapes);
    if (inference.ok)
      nodes.set(id, isBorrower(node, adjacency.node) ? borrowed(inference.analysis) : inference.analysis);
    else faults.set(id, { fault: inference.fault, inputs: shapes });
  }
  const inputs = order.filter((id) => adjacency.node.get(id)?.type === 'Input');
  const outputs = order.filter((id) => adjacency.readers(id).length === 0);
  const facts: Facts = { graph, context, adjacency, order, cycles, nodes, faults, inputs, outputs };
  const total = (key: 'parameters' | 'trainableParameters' | 'multiplyAdds' | 'activationBytes') =>
    sum([...nodes.values()].map((node) => node[key]));
  return {
    order,
    nodes,
    inputs,
    outputs,
    problems: findProblems(facts),
    totals: {
      parameters: total('parameters'),
      trainableParameters: total('trainableParameters'),
      multiplyAdds: total('multiplyAdds'),
      activationBytes: total('activationBytes'),
    },
  };
}

/** Whether a layer uses the weights of another, which count once, there. */
function isBorrower({ sharesWeightsOf }: LayerNode, nodes: ReadonlyMap<NodeId, LayerNode>): boolean {
  return sharesWeightsOf !== undefined && nodes.has(sharesWeightsOf);
}

function borrowed(analysis: NodeAnalysis): NodeAnalysis {
  return { ...analysis, weights: [], parameters: 0, trainableParameters: 0 };
}
