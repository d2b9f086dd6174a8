import { removeNodes } from '../edits/remove-nodes.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';
import { nodesOf, type ProblemFinder } from './facts.ts';
import { named } from './wording.ts';

/** More than one Input, though a data set gives one picture for each sample. */
export const findSeveralInputs: ProblemFinder = (facts) => {
  const [first, ...others] = nodesOf(facts, facts.inputs);
  if (!first || facts.context.sampleShape === undefined) return [];
  return others.map((node) => ({
    code: 'several-inputs',
    message: `${named(node)} is a second input beside ${first.name}, but the data set gives one picture for each sample.`,
    nodes: [node.id, first.id],
    severity: 'error',
    repairs: [
      {
        label: `Read ${first.name} instead of ${node.name}`,
        apply: (graph) => removeNodes(readInstead(graph, node.id, first.id), [node.id]),
      },
    ],
  }));
};

/** Every reader of `from` reads `to`; readers that then would read `to` twice read it once. */
function readInstead(graph: ModelGraph, from: NodeId, to: NodeId): ModelGraph {
  const readers = new Set(graph.edges.flatMap(({ source, target }) => (source === to ? [target] : [])));
  return {
    ...graph,
    edges: graph.edges.flatMap((edge) => {
      if (edge.source !== from) return [edge];
      return readers.has(edge.target) ? [] : [{ source: to, target: edge.target }];
    }),
  };
}
