/**
 * A network's weights in ordinary memory, by the names that Keras gives them. This is the one form in which weights
 * travel: between devices, into checkpoints and runs, in from archives and out to them.
 */

import type * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import { StrideError } from '#base/errors.ts';
import { formatShape } from '#base/format.ts';
import { product } from '#base/math.ts';
import type { AnalysisContext } from '#graph/analysis.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { WeightSpec } from '#graph/layer-definition.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { Network } from './build/network.ts';

export interface NamedWeight {
  /** Keras's name within the layer: `kernel`, `bias`, `moving_mean`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** In C order of the shape. */
  readonly values: Float32Array;
}

/** Every layer that has weights, by its name, each with its weights in Keras's order. */
export type LayerWeights = ReadonlyMap<string, readonly NamedWeight[]>;

export interface NamedVariable {
  readonly layer: string;
  readonly name: string;
  readonly variable: tf.Variable;
}

/** Every variable of a network by its names, layer by layer in Keras's order. */
export function namedVariables(network: Network): readonly NamedVariable[] {
  return [...network.layers].flatMap(([layer, { variables }]) =>
    [...variables].map(([name, variable]) => ({ layer, name, variable })),
  );
}

/** Puts values that were read back under their names: one list a variable, in the same order. */
export function withValues(named: readonly NamedVariable[], values: readonly Float32Array[]): LayerWeights {
  const layers = new Map<string, NamedWeight[]>();
  for (const [index, { layer, name, variable }] of named.entries()) {
    const weight = { name, shape: variable.shape, values: present(values[index], 'every variable was read') };
    layers.set(layer, [...(layers.get(layer) ?? []), weight]);
  }
  return layers;
}

/** Copies the weights as they are at the moment of the call; steps that follow do not change the answer. */
export async function readLayerWeights(network: Network): Promise<LayerWeights> {
  const named = namedVariables(network);
  const values = await Promise.all(named.map(async ({ variable }) => Float32Array.from(await variable.data())));
  return withValues(named, values);
}

/** The weight's values, or undefined where none are given. Throws `weights-do-not-fit` where they have another shape. */
export function givenWeight(
  weights: LayerWeights,
  layer: string,
  { name, shape }: WeightSpec,
): Float32Array | undefined {
  const given = weights.get(layer)?.find((weight) => weight.name === name);
  if (given === undefined) return undefined;
  if (given.shape.join() === shape.join() && given.values.length === product(shape)) return given.values;
  throw new StrideError({
    code: 'weights-do-not-fit',
    message: `The weight ${layer}/${name} has the shape ${formatShape(shape)}. Received: ${formatShape(given.shape)} with ${given.values.length} numbers.`,
    remedy: 'Open the weights together with the network that they were saved with.',
  });
}

/** The weights of those layers that the graph has by the same name with the same shapes; the others are left out. */
export function fittingGraph(weights: LayerWeights, graph: ModelGraph, context: AnalysisContext): LayerWeights {
  const analysis = analyzeGraph(graph, context);
  const specs = new Map(graph.nodes.map(({ id, name }) => [name, analysis.nodes.get(id)?.weights ?? []]));
  const fits = (layer: string, given: readonly NamedWeight[]) =>
    specs
      .get(layer)
      ?.every(({ name, shape }) =>
        given.some((weight) => weight.name === name && weight.shape.join() === shape.join()),
      );
  return new Map([...weights].filter(([layer, given]) => fits(layer, given)));
}
