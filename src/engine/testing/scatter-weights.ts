/** Weights unlike those a network begins with, so that a test sees which number stands where. */
import * as tf from '@tensorflow/tfjs';
import { combineSeeds, fnv1a, uniformAt } from '#base/random.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { Network } from '../build/network.ts';

/** Adds up to a quarter to or from every kernel's numbers, and gives every vector numbers of 0.5 to 1.5. */
export function scatterWeights(network: Network, graph: ModelGraph): void {
  const { nodes } = analyzeGraph(graph);
  for (const { id, name: layer } of graph.nodes) {
    for (const { name } of nodes.get(id)?.weights ?? []) {
      const variable = network.variable(layer, name);
      const seed = combineSeeds(fnv1a(layer), fnv1a(name));
      const values = variable
        .dataSync()
        .map((value, index) => (variable.rank > 1 ? value : 1) * (0.5 + uniformAt(seed, index)));
      tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    }
  }
}
