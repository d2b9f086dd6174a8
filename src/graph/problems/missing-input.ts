import { formatShape } from '#base/format.ts';
import { addLayer } from '../edits/add-layer.ts';
import { connect } from '../edits/connect.ts';
import { nodesOf, type ProblemFinder } from './facts.ts';
import { counted } from './wording.ts';

const usualShape = [28, 28, 1];

/** Layers, but no Input among them. */
export const findMissingInput: ProblemFinder = (facts) => {
  const { graph, adjacency, context } = facts;
  if (graph.nodes.length === 0 || graph.nodes.some(({ type }) => type === 'Input')) return [];
  const waiting = graph.nodes.filter(({ id }) => adjacency.sources(id).length === 0);
  const shape = context.sampleShape ?? usualShape;
  const first = waiting[0] ?? nodesOf(facts, facts.cycles.flat())[0] ?? graph.nodes[0];
  const others = waiting.length > 1 ? ` and ${counted(waiting.length - 1, 'other layer')}` : '';
  return [
    {
      code: 'missing-input',
      message: `${first?.name}${others} cannot begin: the network has no Input to say what one sample looks like.`,
      nodes: [first, ...waiting.slice(1)].flatMap((node) => (node ? [node.id] : [])),
      severity: 'error',
      repairs: [
        {
          label: `Add Input ${formatShape(shape)}`,
          apply: (graph) => {
            const added = addLayer(graph, 'Input', { config: { shape } });
            return waiting.reduce((current, { id }) => connect(current, added.id, id), added.graph);
          },
        },
      ],
    },
  ];
};
