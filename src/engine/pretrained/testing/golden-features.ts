/// <reference types="vite/types/importMeta.d.ts" />
/**
 * What Keras computes inside the zoo's networks without their tops (`zoo/goldens`), and the same by the engine: weights and
 * the picture follow from a rule, see the goldens' README.
 */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import { product } from '#base/math.ts';
import { fnv1a, uniformAt } from '#base/random.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { createNode } from '#graph/edits/create-node.ts';
import type { LayerType } from '#graph/layers/index.ts';
import { emptyGraph, type ModelGraph, type NodeId } from '#graph/model-graph.ts';
import { preprocessPixels } from '#zoo/preprocessing.ts';
import { zooNetworks } from '#zoo/registry.ts';
import { buildNetwork } from '../../build/build-network.ts';
import { forInference } from '../../inference/for-inference.ts';
import type { LayerWeights } from '../../layer-weights.ts';

export interface FeatureGolden {
  /** Pixels on each side of the picture. */
  readonly input: number;
  readonly checkpoints: readonly {
    readonly layer: string;
    readonly shape: readonly number[];
    readonly absmax: number;
    /** Values by their place. */
    readonly samples: readonly (readonly [place: number, value: number])[];
  }[];
}

function draw(seed: number, index: number): number {
  return 2 * uniformAt(seed, index) - 1;
}

function scaled(name: string, shape: readonly number[]): (draw: number) => number {
  switch (name) {
    case 'gamma':
      return (value) => 1 + 0.1 * value;
    case 'beta':
    case 'bias':
    case 'moving_mean':
      return (value) => 0.1 * value;
    case 'moving_variance':
      return (value) => 1 + 0.5 * value;
    case 'depthwise_kernel':
      return (value) => value * Math.sqrt(6 / product(shape.slice(0, 2)));
    default:
      return (value) => value * Math.sqrt(6 / product(shape.slice(0, -1)));
  }
}

function ruleWeights(graph: ModelGraph): LayerWeights {
  const { nodes } = analyzeGraph(graph);
  const filled = graph.nodes.filter(({ type }) => type !== 'Normalization');
  return new Map(
    filled.map(({ id, name: layer, type }) => {
      const weights = (nodes.get(id)?.weights ?? []).map(({ name, shape }) => {
        const ruleName = ruleNameOf(type, name);
        const seed = fnv1a(`${layer}/${ruleName}`);
        const scale = scaled(ruleName, shape);
        const values = Float32Array.from({ length: product(shape) }, (_, index) => scale(draw(seed, index)));
        return { name, shape, values };
      });
      return [layer, weights];
    }),
  );
}

function ruleNameOf(type: LayerType, name: string): string {
  return type === 'DepthwiseConv2D' && name === 'kernel' ? 'depthwise_kernel' : name;
}

function rulePicture(side: number): Float32Array {
  const seed = fnv1a('image');
  return Float32Array.from({ length: side * side * 3 }, (_, place) => {
    const x = (Math.floor(place / 3) % side) / side;
    const y = Math.floor(place / 3 / side) / side;
    const waves = [Math.sin(6 * x + 1), Math.cos(5 * y), Math.sin(4 * (x + y))];
    return 127.5 + 100 * present(waves[place % 3], 'three channels') + 20 * draw(seed, place);
  });
}

/** The graph with an output at each of these layers. */
function tapped(graph: ModelGraph, layers: readonly string[]): ModelGraph {
  const idOf = (layer: string) => present(graph.nodes.find(({ name }) => name === layer)?.id, `a layer ${layer}`);
  const taps = layers.map((layer, index) => ({
    ...createNode(emptyGraph, 'Activation', { x: 0, y: 0 }, { activation: 'linear' }),
    id: `tap${index}` as NodeId,
    name: `tap_of_${layer}`,
  }));
  const edges = layers.map((layer, index) => ({ source: idOf(layer), target: `tap${index}` as NodeId }));
  return { nodes: [...graph.nodes, ...taps], edges: [...graph.edges, ...edges] };
}

/**
 * By layer, the largest difference from Keras's features as a share of their largest, on the backend that stands. With
 * `isFolded` by the network as it answers pictures (`inference/`), otherwise as it is trained.
 */
export async function featureErrors(
  name: string,
  golden: FeatureGolden,
  { isFolded }: { readonly isFolded: boolean },
): Promise<Readonly<Record<string, number>>> {
  const network = present(
    zooNetworks.find((candidate) => candidate.name === name),
    `${name} is in the zoo`,
  );
  const { input, checkpoints } = golden;
  const graph = network.build({ includeTop: false, inputShape: [input, input, 3] });
  const layers = checkpoints.map(({ layer }) => layer);
  const whole = { graph: tapped(graph, layers), weights: ruleWeights(graph) };
  const { graph: run, weights } = isFolded ? forInference(whole) : whole;
  const built = buildNetwork(run, 0, {}, weights);
  const outputs = tf.tidy(() => {
    const x = tf.tensor(preprocessPixels(rulePicture(input), network.preprocessing), [1, input, input, 3]);
    return [built.model.predict(x)].flat();
  });
  try {
    const entries = checkpoints.map(async ({ layer, absmax, samples }) => {
      const place = built.model.outputNames.findIndex((output) => output.startsWith(`tap_of_${layer}`));
      const values = Float32Array.from(await present(outputs[place], `an output of ${layer}`).data());
      const differences = samples.map(([at, value]) => Math.abs((values[at] ?? Number.NaN) - value));
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      return [layer, Math.max(...differences, Math.abs(largest - absmax)) / absmax] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  } finally {
    for (const output of outputs) output.dispose();
    built.dispose();
  }
}
