import { formatShape } from '#base/format.ts';
import type { Repair } from '../analysis.ts';
import { insertBehind } from '../edits/insert-behind.ts';
import { setConfig } from '../edits/set-config.ts';
import type { LayerNode } from '../model-graph.ts';
import { type Shape, sameShape } from '../shape.ts';
import { nodesOf, type ProblemFinder } from './facts.ts';
import { configRepair } from './repairs.ts';
import { named } from './wording.ts';

/** An Input that takes other samples than the data set gives. */
export const findInputMismatch: ProblemFinder = (facts) => {
  const { sampleShape } = facts.context;
  if (!sampleShape) return [];
  return nodesOf(facts, facts.inputs).flatMap((node) => {
    const shape = facts.nodes.get(node.id)?.output;
    if (!shape || sameShape(shape, sampleShape)) return [];
    return [
      {
        code: 'input-mismatch',
        message: `${named(node)} takes ${formatShape(shape)}, but the data set’s samples are ${formatShape(sampleShape)}.`,
        nodes: [node.id],
        severity: 'error',
        repairs: [
          configRepair(`Set Input to ${formatShape(sampleShape)}`, node, { shape: sampleShape }),
          ...resizeRepairs(node, shape, sampleShape),
        ],
      } as const,
    ];
  });
};

/** Keeps the network as it is and scales the pictures, where only their size differs. */
function resizeRepairs(node: LayerNode, [height, width, ...rest]: Shape, sampleShape: Shape): readonly Repair[] {
  if (rest.length !== 1 || sampleShape.length !== 3 || rest[0] !== sampleShape[2]) return [];
  return [
    {
      label: `Insert Resizing to ${height} × ${width}`,
      apply: (graph) =>
        insertBehind(setConfig(graph, node.id, { shape: sampleShape }), node.id, 'Resizing', { height, width }).graph,
    },
  ];
}
