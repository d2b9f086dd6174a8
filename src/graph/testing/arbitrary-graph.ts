/**
 * Random graphs for properties. They are drawn as lists of steps, so that fast-check can shrink them: each step adds a
 * layer behind layers that are there already. A careful step only picks inputs that the layer accepts; a careless one
 * picks any, in any number.
 */
import fc from 'fast-check';
import { product } from '#base/math.ts';
import { analyzeGraph } from '../analyze.ts';
import { createNode } from '../edits/create-node.ts';
import { inferNode } from '../infer-node.ts';
import { layerDefinitions } from '../layers/index.ts';
import { randomLayerTypes } from '../layers/random-layer-types.ts';
import { stackRows } from '../layout.ts';
import { type Edge, emptyGraph, type LayerNode, type ModelGraph, type NodeId } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import { arbitraryConfig, arbitraryLayer, type LayerChoice } from './arbitrary-layer.ts';

export interface ArbitraryGraphOptions {
  /** Steps after the Input; careful ones that find no inputs are left out. */
  readonly maxLayers?: number;
  /** Draw careless steps, stray edges, cycles and frozen layers too, so that many graphs have problems. */
  readonly messy?: boolean;
}

interface Step {
  readonly layer: LayerChoice;
  readonly careless: boolean;
  readonly frozen: boolean;
  /** Call a layer that is there once more, with its weights. */
  readonly again: boolean;
  /** Which of the candidates to read, counted around. */
  readonly picks: readonly number[];
}

/** Careful steps stop at tensors of this many numbers, so that every graph runs in milliseconds. */
const maxNumbers = 4096;
const pick = fc.nat(1000);

export function arbitraryGraph({ maxLayers = 10, messy = true }: ArbitraryGraphOptions = {}): fc.Arbitrary<ModelGraph> {
  const step: fc.Arbitrary<Step> = fc.record({
    layer: arbitraryLayer,
    careless: messy ? fc.nat(9).map((die) => die === 9) : fc.constant(false),
    frozen: messy ? fc.nat(9).map((die) => die === 9) : fc.constant(false),
    again: fc.nat(7).map((die) => die === 7),
    picks: fc.array(pick, { minLength: 3, maxLength: 3 }),
  });
  const input = arbitraryConfig('Input').map((config): LayerChoice => ({ type: 'Input', config }));
  const strays = fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.tuple(pick, pick), { maxLength: 2 }) },
  );
  return fc
    .record({
      input: messy ? fc.option(input, { freq: 20 }) : input,
      steps: fc.array(step, { maxLength: maxLayers }),
      strays: messy ? strays : fc.constant([]),
    })
    .map(({ input, steps, strays }) => {
      const growth = new Growth();
      if (input) growth.add(input, []);
      for (const each of steps) growth.grow(each);
      return stackRows(growth.withStrayEdges(strays));
    });
}

class Growth {
  #graph: ModelGraph = emptyGraph;
  readonly #shapes = new Map<NodeId, Shape>();

  add(layer: LayerChoice, sources: readonly LayerNode[], frozen = false, sharesWeightsOf?: NodeId): void {
    const created = createNode(this.#graph, layer.type, { x: 0, y: 0 }, layer.config);
    // Every fourth layer learns slowly, so that whoever reads a graph back meets that too.
    const isSlow = this.#graph.nodes.length % 4 === 3 && sharesWeightsOf === undefined;
    const node = {
      ...created,
      trainable: !frozen,
      ...(isSlow ? { learningRateMultiplier: 0.5 } : {}),
      ...(sharesWeightsOf === undefined ? {} : { sharesWeightsOf }),
    };
    const edges = sources.map(({ id }): Edge => ({ source: id, target: node.id }));
    this.#graph = { nodes: [...this.#graph.nodes, node], edges: [...this.#graph.edges, ...edges] };
    const output = this.#output(node, sources);
    if (output) this.#shapes.set(node.id, output);
  }

  grow({ layer, careless, frozen, again, picks }: Step): void {
    if (again && this.callAgain(picks)) return;
    const { arity } = layerDefinitions[layer.type];
    const { nodes } = this.#graph;
    const [first = 0] = picks;
    if (careless) {
      this.add(layer, nodes.length > 0 ? picks.slice(0, first % 4).map((index) => at(nodes, index)) : [], frozen);
      return;
    }
    const trial = createNode(this.#graph, layer.type, { x: 0, y: 0 }, layer.config);
    const sources: LayerNode[] = [];
    for (const index of picks.slice(0, arity.min)) {
      const full = sources.length + 1 === arity.min;
      const candidates = nodes.filter(
        (node) =>
          this.#shapes.has(node.id) && !sources.includes(node) && (!full || this.#fits(trial, [...sources, node])),
      );
      if (candidates.length === 0) return;
      sources.push(at(candidates, index));
    }
    // Pictures are augmented before anything learns from them.
    if (randomLayerTypes.has(layer.type) && sources.some(({ id }) => this.#isLearned(id))) return;
    // A second Input would make nearly every graph useless for training, so careful steps add none.
    if (layer.type !== 'Input') this.add(layer, sources, frozen);
  }

  /** A second call of a layer with weights on whatever fits them; false where there is none. */
  callAgain([first = 0, second = 0]: readonly number[]): boolean {
    const weights = (node: LayerNode, inputs: readonly Shape[]) => {
      const inference = inferNode(node, inputs);
      return inference.ok ? inference.analysis.weights.map(({ shape }) => shape.join()).join(';') : '';
    };
    const reads = (id: NodeId) =>
      this.#graph.edges
        .filter(({ target }) => target === id)
        .map(({ source }) => this.#shapes.get(source))
        .filter((shape) => shape !== undefined);
    const originals = this.#graph.nodes.filter(
      (node) =>
        node.sharesWeightsOf === undefined &&
        this.#shapes.has(node.id) &&
        layerDefinitions[node.type].arity.max === 1 &&
        weights(node, reads(node.id)) !== '',
    );
    if (originals.length === 0) return false;
    const original = at(originals, first);
    const held = weights(original, reads(original.id));
    const candidates = this.#graph.nodes.filter((node) => {
      const shape = this.#shapes.get(node.id);
      return shape !== undefined && weights(original, [shape]) === held && this.#fits(original, [node]);
    });
    if (candidates.length === 0) return false;
    const { type, config, trainable, id } = original;
    this.add({ type, config: { ...config } }, [at(candidates, second)], !trainable, id);
    return true;
  }

  withStrayEdges(strays: readonly (readonly [number, number])[]): ModelGraph {
    const { nodes, edges } = this.#graph;
    if (nodes.length === 0) return this.#graph;
    const stray = strays.map(([source, target]) => ({ source: at(nodes, source).id, target: at(nodes, target).id }));
    return { nodes, edges: [...edges, ...stray] };
  }

  /** Whether a node's output depends on weights. */
  #isLearned(id: NodeId): boolean {
    const { nodes } = analyzeGraph(this.#graph);
    const reached = new Set([id]);
    for (const at of reached) {
      const node = this.#graph.nodes.find((each) => each.id === at);
      if (node?.sharesWeightsOf !== undefined || nodes.get(at)?.weights.length) return true;
      for (const { source, target } of this.#graph.edges) if (target === at) reached.add(source);
    }
    return false;
  }

  #fits(node: LayerNode, sources: readonly LayerNode[]): boolean {
    const output = this.#output(node, sources);
    return output !== null && product(output) <= maxNumbers;
  }

  #output(node: LayerNode, sources: readonly LayerNode[]): Shape | null {
    const { arity } = layerDefinitions[node.type];
    const inputs = sources.map(({ id }) => this.#shapes.get(id)).filter((shape) => shape !== undefined);
    if (inputs.length < sources.length || inputs.length < arity.min || inputs.length > arity.max) return null;
    const inference = inferNode(node, inputs);
    return inference.ok ? inference.analysis.output : null;
  }
}

function at(nodes: readonly LayerNode[], index: number): LayerNode {
  return nodes[index % nodes.length] as LayerNode;
}
