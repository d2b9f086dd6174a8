/** Turns a graph into a `tf.LayersModel` whose weights follow from the seed. */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import type { ActivationName } from '#graph/activations.ts';
import type { AnalysisContext, NodeAnalysis } from '#graph/analysis.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { LayerType } from '#graph/layers/index.ts';
import type { LayerNode, ModelGraph, NodeId } from '#graph/model-graph.ts';
import { ownerOfWeights } from '#graph/sharing.ts';
import { liftedLayers } from '../augmentation/lifted-layers.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { ActivationLayer } from './activation-layer.ts';
import { assertNoProblem } from './assert-no-problem.ts';
import type { LayerForm } from './forms/layer-form.ts';
import { layerForms } from './layer-forms.ts';
import { type Head, Network } from './network.ts';
import { OperationLayer } from './operation-layer.ts';

/** A node's output, and what came before its activation. */
interface NodeOutput {
  readonly output: tf.SymbolicTensor;
  readonly activation: ActivationName;
  readonly preActivation: tf.SymbolicTensor;
  /** Whether nothing up to here learns. */
  readonly isFixed: boolean;
}

function activationOf({ config }: LayerNode): ActivationName {
  return 'activation' in config ? config.activation : 'linear';
}

function symbolic(result: unknown): tf.SymbolicTensor {
  if (!(result instanceof tf.SymbolicTensor)) throw new Error('Assertion failed: a layer gives a symbolic tensor');
  return result;
}

function applyNode(
  layer: OperationLayer,
  node: LayerNode,
  analysis: NodeAnalysis,
  inputs: tf.SymbolicTensor[],
  isFixed: boolean,
): NodeOutput {
  const preActivation = symbolic(layer.apply(inputs.length === 1 ? present(inputs[0], 'one input') : inputs));
  const form: LayerForm<LayerType> = layerForms[node.type];
  const activation = node.type === 'Softmax' && node.config.axis === -1 ? 'softmax' : activationOf(node);
  if (activation === 'linear' || form.fuses?.includes(activation)) {
    return { output: preActivation, activation: 'linear', preActivation, isFixed };
  }
  const layerOfActivation = new ActivationLayer(node.name, activation, analysis.output, isFixed);
  return { output: symbolic(layerOfActivation.apply(preActivation)), activation, preActivation, isFixed };
}

function headOf({ activation, preActivation }: NodeOutput, inputs: tf.SymbolicTensor[]): Head | null {
  if (activation !== 'softmax' && activation !== 'sigmoid') return null;
  return { activation, logits: tf.model({ inputs, outputs: preActivation }) };
}

/**
 * Builds the graph. Throws a `StrideError` with code `graph-problem` where validation finds an error in it; `context`
 * says what it is to be trained on. Weights that are not `given` are drawn from the seed; throws `weights-do-not-fit`
 * where one that is given has another shape than the layer's.
 */
export function buildNetwork(
  graph: ModelGraph,
  seed: number,
  context: AnalysisContext = {},
  given: LayerWeights = new Map(),
): Network {
  const analysis = analyzeGraph(graph, context);
  assertNoProblem(analysis);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const nodeOf = (id: NodeId) => present(nodes.get(id), `the graph has a node ${id}`);
  const layers = new Map<string, OperationLayer>();
  const outputs = new Map<NodeId, NodeOutput>();
  const outputOf = (id: NodeId) => present(outputs.get(id), `node ${id} comes before those that read it`);
  for (const id of analysis.order) {
    const node = nodeOf(id);
    const facts = present(analysis.nodes.get(id), `node ${id} has a shape`);
    if (node.type === 'Input') {
      const output = tf.input({ shape: [...node.config.shape], name: node.name });
      outputs.set(id, { output, activation: 'linear', preActivation: output, isFixed: true });
      continue;
    }
    const read = graph.edges.filter(({ target }) => target === id).map(({ source }) => outputOf(source));
    const sources = read.map(({ output }) => output);
    // Each tensor once: tfjs frees a tensor too early where one layer reads it twice.
    const distinct = [...new Set(sources)];
    const places = sources.map((source) => distinct.indexOf(source));
    const weighty = analysis.nodes.get(ownerOfWeights(node)) ?? facts;
    const isFixed = weighty.trainableParameters === 0 && read.every((source) => source.isFixed);
    const owner = node.sharesWeightsOf === undefined ? null : nodeOf(node.sharesWeightsOf).name;
    const ownerOf = owner === null ? null : () => present(layers.get(owner), `the network has a layer ${owner}`);
    const layer = new OperationLayer(node, facts, seed, places, given, ownerOf, isFixed);
    layers.set(node.name, layer);
    outputs.set(id, applyNode(layer, node, facts, distinct, isFixed));
  }
  const inputs = analysis.inputs.map((id) => outputOf(id).output);
  const ends = analysis.outputs.map(outputOf);
  const [end] = ends;
  const model = tf.model({ inputs, outputs: ends.map(({ output }) => output) });
  return new Network(
    model,
    end !== undefined && ends.length === 1 ? headOf(end, inputs) : null,
    layers,
    liftedLayers(graph),
  );
}
