/**
 * A network's weights in ordinary memory, by the names that Keras gives them. This is the one form in which weights
 * travel: between devices, into checkpoints and runs, in from archives and out to them.
 */

import { StrideError } from '#base/errors.ts';
import { formatShape } from '#base/format.ts';
import { product } from '#base/math.ts';
import type { WeightSpec } from '#graph/layer-definition.ts';
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

/** Copies the weights as they are at the moment of the call; steps that follow do not change the answer. */
export async function readLayerWeights(network: Network): Promise<LayerWeights> {
  const layers = [...network.layers].map(([layer, { variables }]) => [layer, [...variables]] as const);
  const read = layers
    .filter(([, variables]) => variables.length > 0)
    .map(async ([layer, variables]) => {
      const weights = variables.map(async ([name, variable]): Promise<NamedWeight> => {
        return { name, shape: variable.shape, values: Float32Array.from(await variable.data()) };
      });
      return [layer, await Promise.all(weights)] as const;
    });
  return new Map(await Promise.all(read));
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

/** The weights of those layers whose shapes the graph's layers of the same names have; the others are left out. */
export function fittingWeights(weights: LayerWeights, specs: ReadonlyMap<string, readonly WeightSpec[]>): LayerWeights {
  const fits = (layer: string, given: readonly NamedWeight[]) =>
    specs
      .get(layer)
      ?.every(({ name, shape }) =>
        given.some((weight) => weight.name === name && weight.shape.join() === shape.join()),
      );
  return new Map([...weights].filter(([layer, given]) => fits(layer, given)));
}
