import { formatShape } from '#base/format.ts';
import type { Problem, Repair } from '../analysis.ts';
import { addLayer } from '../edits/add-layer.ts';
import { setConfig } from '../edits/set-config.ts';
import type { LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import { type Facts, nodesOf, type ProblemFinder } from './facts.ts';
import { endsInNoVector } from './forgotten-flatten.ts';
import { headOf } from './head-of.ts';
import type { LayerPlan } from './repairs.ts';
import { counted, named } from './wording.ts';

/** A head that does not give one number for each class, or gives scores rather than probabilities. */
export const findHeadMismatch: ProblemFinder = (facts) => {
  const { classCount } = facts.context;
  const head = headOf(facts);
  const [node] = nodesOf(facts, head === null ? [] : [head]);
  const output = node && facts.nodes.get(node.id)?.output;
  if (classCount === undefined || !node || !output || endsInNoVector(facts)) return [];
  if (output.length !== 1 || output[0] !== classCount) return [mismatch(facts, node, output, classCount)];
  return givesProbabilities(node) ? [] : [missingSoftmax(node)];
};

function mismatch(facts: Facts, node: LayerNode, output: Shape, classCount: number): Problem {
  return {
    code: 'head-mismatch',
    message:
      `${named(node)} ends the network with ${output.length === 1 ? counted(output[0] ?? 0, 'number') : formatShape(output)}, but the data set has ` +
      `${classCount === 1 ? '1 class' : `${classCount} classes`}: the head must give one number for each.`,
    nodes: [node.id],
    severity: 'error',
    repairs: [...unitsRepairs(facts, node, classCount), ...headRepairs(node, output, classCount)],
  };
}

/** The Dense layer that decides how long the output is, behind layers that keep its length. */
function unitsRepairs(facts: Facts, node: LayerNode, classCount: number): readonly Repair[] {
  let current: LayerNode | undefined = node;
  const length = facts.nodes.get(node.id)?.output;
  while (current && current.type !== 'Dense') {
    const [source, second]: readonly NodeId[] = facts.adjacency.sources(current.id);
    const keepsLength: boolean = facts.nodes.get(current.id)?.inputs[0]?.join() === length?.join();
    current =
      source !== undefined && second === undefined && keepsLength ? facts.adjacency.node.get(source) : undefined;
  }
  if (!current || (current !== node && facts.adjacency.readers(current.id).length > 1)) return [];
  const { id, name } = current;
  return [
    { label: `Set units of ${name} to ${classCount}`, apply: (graph) => setConfig(graph, id, { units: classCount }) },
  ];
}

function headRepairs(node: LayerNode, output: Shape, classCount: number): readonly Repair[] {
  const dense: LayerPlan = { type: 'Dense', config: { units: classCount, activation: 'softmax' } };
  const label = `Dense ${classCount} softmax`;
  const append = (plans: readonly LayerPlan[]) => (graph: ModelGraph) => appendLayers(graph, node.id, plans);
  const bridges =
    output.length === 1
      ? []
      : output.length === 3
        ? (['Flatten', 'GlobalAveragePooling2D'] as const)
        : (['Flatten'] as const);
  if (bridges.length === 0) return [{ label: `Add ${label}`, apply: append([dense]) }];
  return bridges.map((type) => ({ label: `Add ${type} and ${label}`, apply: append([{ type, config: {} }, dense]) }));
}

function appendLayers(graph: ModelGraph, after: NodeId, plans: readonly LayerPlan[]): ModelGraph {
  let current = { graph, id: after };
  for (const { type, config } of plans) current = addLayer(current.graph, type, { after: current.id, config });
  return current.graph;
}

function givesProbabilities(node: LayerNode): boolean {
  if (node.type === 'Softmax') return true;
  return 'activation' in node.config && ['softmax', 'sigmoid'].includes(node.config.activation);
}

function missingSoftmax(node: LayerNode): Problem {
  const repair: Repair =
    node.type === 'Dense' && node.config.activation === 'linear'
      ? {
          label: 'Set activation to softmax',
          apply: (graph) => setConfig(graph, node.id, { activation: 'softmax' }),
        }
      : { label: 'Add Softmax', apply: (graph) => addLayer(graph, 'Softmax', { after: node.id }).graph };
  return {
    code: 'missing-softmax',
    message: `${named(node)} ends the network without softmax: its numbers are scores, not probabilities, and the loss expects probabilities.`,
    nodes: [node.id],
    severity: 'warning',
    repairs: [repair],
  };
}
