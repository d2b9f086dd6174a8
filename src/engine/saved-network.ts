/** A network in ordinary memory, from which it can be made again on another device. */
import type { FitMode } from '#data/picture-settings.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { buildNetwork } from './build/build-network.ts';
import { type LayerWeights, readLayerWeights } from './layer-weights.ts';
import type { TrainedNetwork } from './predict/predict-picture.ts';

/** What a network's answers mean, which its graph does not say. */
export interface NetworkFacts {
  /** By output unit. */
  readonly classNames: readonly string[];
  /** Whether it reads light ink on a dark ground, as MNIST's digits are: pictures to predict are made to match. */
  readonly isLightOnDark: boolean;
  /** How its pictures were brought to its size; stretched where absent. */
  readonly fit?: FitMode | undefined;
}

export interface SavedNetwork extends NetworkFacts {
  readonly graph: ModelGraph;
  readonly weights: LayerWeights;
}

/** Reads a network's weights back from the device. */
export async function saveNetwork({ network, ...facts }: TrainedNetwork): Promise<SavedNetwork> {
  return { ...facts, weights: await readLayerWeights(network) };
}

/** Makes the network on the backend that stands now; weights that are not there are drawn from seed 0. */
export function wakeNetwork({ weights, ...facts }: SavedNetwork): TrainedNetwork {
  return { ...facts, network: buildNetwork(facts.graph, 0, {}, weights) };
}
