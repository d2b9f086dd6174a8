/** A trained network in ordinary memory, from which it can be made again on another device. */
import * as tf from '@tensorflow/tfjs';
import type { ModelGraph } from '#graph/model-graph.ts';
import { buildNetwork } from './build/build-network.ts';
import type { TrainedNetwork } from './predict/predict-picture.ts';

export interface SavedNetwork {
  readonly graph: ModelGraph;
  readonly weights: readonly Float32Array[];
  readonly classNames: readonly string[];
  readonly isLightOnDark: boolean;
}

/** Reads a network's weights back from the device. */
export async function saveNetwork(trained: TrainedNetwork, graph: ModelGraph): Promise<SavedNetwork> {
  const { network, classNames, isLightOnDark } = trained;
  const weights = await Promise.all(
    network.variables.map(async (variable) => Float32Array.from(await variable.data())),
  );
  return { graph, weights, classNames, isLightOnDark };
}

/** Makes the network again on the backend that stands now. */
export function wakeNetwork({ graph, weights, classNames, isLightOnDark }: SavedNetwork): TrainedNetwork {
  const network = buildNetwork(graph, 0);
  for (const [index, variable] of network.variables.entries()) {
    tf.tidy(() => variable.assign(tf.tensor(weights[index] ?? [], variable.shape)));
  }
  return { network, classNames, isLightOnDark };
}
