import { descendants } from '../adjacency.ts';
import type { Problem, Repair } from '../analysis.ts';
import { connect, disconnect } from '../edits/connect.ts';
import { insertOnEdge } from '../edits/insert-on-edge.ts';
import { layerDefinitions } from '../layers/index.ts';
import type { LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import { takesInputs } from '../takes-inputs.ts';
import { type Facts, nodesOf, type ProblemFinder } from './facts.ts';
import { removeRepair } from './repairs.ts';
import { accepts } from './try-layer.ts';
import { counted, listed, named } from './wording.ts';

/** How many layers are asked whether they could be the missing input. */
const maxCandidates = 40;

/** Layers that read fewer or more tensors than they can. */
export const findInputCounts: ProblemFinder = (facts) => {
  const hasInput = facts.graph.nodes.some(({ type }) => type === 'Input');
  return facts.graph.nodes.flatMap((node) => {
    const sources = facts.adjacency.sources(node.id);
    if (takesInputs(node.type, sources.length)) return [];
    if (sources.length > layerDefinitions[node.type].arity.max) return [tooMany(facts, node, sources)];
    // A network without any Input has that one problem, not one for each of its first layers.
    if (sources.length === 0) return hasInput ? [dangling(facts, node)] : [];
    return [tooFew(facts, node, sources)];
  });
};

function dangling(facts: Facts, node: LayerNode): Problem {
  return {
    code: 'dangling-end',
    message: `${named(node)} has no input: nothing is connected to it.`,
    nodes: [node.id],
    severity: 'error',
    repairs: [...connectRepairs(facts, node, []), removeRepair(node)],
  };
}

function tooFew(facts: Facts, node: LayerNode, sources: readonly NodeId[]): Problem {
  const names = nodesOf(facts, sources).map(({ name }) => name);
  return {
    code: 'too-few-inputs',
    message: `${named(node)} joins at least ${layerDefinitions[node.type].arity.min} branches but reads only ${listed(names)}.`,
    nodes: [node.id, ...sources],
    severity: 'error',
    repairs: [...connectRepairs(facts, node, sources), removeRepair(node)],
  };
}

/** Offers the nearest layer that would fit: a loose end first, then what was computed last. */
function connectRepairs(facts: Facts, node: LayerNode, sources: readonly NodeId[]): readonly Repair[] {
  const after = descendants(facts.adjacency, node.id);
  const present = sources.map((id) => facts.nodes.get(id)?.output).filter((shape) => shape !== undefined);
  const { arity } = layerDefinitions[node.type];
  const isCandidate = (id: NodeId) => {
    const shape = facts.nodes.get(id)?.output;
    if (!shape || after.has(id) || sources.includes(id)) return false;
    const shapes = [...present, shape];
    return shapes.length < arity.min || accepts(node, shapes);
  };
  const latest = facts.order.slice(-maxCandidates).reverse();
  const found = [...facts.outputs.slice(-maxCandidates).reverse(), ...latest].find(isCandidate);
  return nodesOf(facts, found === undefined ? [] : [found]).map(({ id, name }) => ({
    label: `Connect ${name} to ${node.name}`,
    apply: (graph) => connect(graph, id, node.id),
  }));
}

function tooMany(facts: Facts, node: LayerNode, sources: readonly NodeId[]): Problem {
  const { max } = layerDefinitions[node.type].arity;
  const readers = nodesOf(facts, sources);
  const names = listed(readers.map(({ name }) => name));
  const kept = readers.slice(0, max).map(({ name }) => name);
  const drop = (graph: ModelGraph) =>
    sources.slice(max).reduce((current, source) => disconnect(current, { source, target: node.id }), graph);
  return {
    code: 'too-many-inputs',
    message:
      max === 0
        ? `${named(node)} is where the data comes in and reads no other layer, but ${names} ${readers.length === 1 ? 'leads' : 'lead'} into it.`
        : `${named(node)} reads ${counted(max, 'layer')}, but ${names} lead into it.`,
    nodes: [node.id, ...sources],
    severity: 'error',
    repairs: [
      ...(max === 1 ? [joinRepair(node, sources)] : []),
      { label: max === 0 ? `Disconnect ${names}` : `Keep only ${listed(kept)}`, apply: drop },
    ],
  };
}

/** Joins everything that leads into a layer with one input by a Concatenate in front of it. */
function joinRepair(node: LayerNode, [first, ...others]: readonly NodeId[]): Repair {
  return {
    label: 'Insert Concatenate',
    apply: (graph) => {
      if (first === undefined) return graph;
      const { graph: inserted, id } = insertOnEdge(graph, { source: first, target: node.id }, 'Concatenate');
      return others.reduce(
        (current, source) => connect(disconnect(current, { source, target: node.id }), source, id),
        inserted,
      );
    },
  };
}
