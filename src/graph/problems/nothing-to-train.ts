import type { Repair } from '../analysis.ts';
import { addLayer } from '../edits/add-layer.ts';
import { setTrainable } from '../edits/set-trainable.ts';
import { nodesOf, type ProblemFinder } from './facts.ts';
import { headOf } from './head-of.ts';

/** A whole network, but without a single weight that training may change. */
export const findNothingToTrain: ProblemFinder = (facts) => {
  const { classCount } = facts.context;
  const head = headOf(facts);
  const [node] = nodesOf(facts, head === null ? [] : [head]);
  if (classCount === undefined || !node) return [];
  if ([...facts.nodes.values()].some(({ trainableParameters }) => trainableParameters > 0)) return [];
  const frozen = facts.graph.nodes.filter(
    ({ id, trainable }) => !trainable && facts.nodes.get(id)?.weights.some((weight) => weight.trainable),
  );
  const unfreeze: Repair = {
    label: 'Make all layers trainable',
    apply: (graph) => frozen.reduce((current, { id }) => setTrainable(current, id, true), graph),
  };
  const addDense: Repair = {
    label: `Add Dense ${classCount}`,
    apply: (graph) =>
      addLayer(graph, 'Dense', { after: node.id, config: { units: classCount, activation: 'softmax' } }).graph,
  };
  const output = facts.nodes.get(node.id)?.output;
  // A head that does not fit is reported as that, and its repairs bring weights.
  if (frozen.length === 0 && (output?.length !== 1 || output[0] !== classCount)) return [];
  return [
    {
      code: 'nothing-to-train',
      message:
        frozen.length > 0
          ? `${node.name} ends a network whose layers are all frozen: training could not change anything.`
          : `${node.name} ends a network without any weights: there is nothing to learn.`,
      nodes: [node.id],
      severity: 'error',
      repairs: [frozen.length > 0 ? unfreeze : addDense],
    },
  ];
};
