import { addLayer } from '../edits/add-layer.ts';
import type { ProblemFinder } from './facts.ts';

/** Nothing on the canvas yet. */
export const findEmptyGraph: ProblemFinder = ({ graph, context }) =>
  graph.nodes.length > 0
    ? []
    : [
        {
          code: 'empty-graph',
          message: 'The network has no layers yet. It begins with an Input that says what one sample looks like.',
          nodes: [],
          severity: 'error',
          repairs: [
            {
              label: 'Add Input',
              apply: (graph) =>
                addLayer(graph, 'Input', context.sampleShape ? { config: { shape: context.sampleShape } } : {}).graph,
            },
          ],
        },
      ];
