/** Graphs of one layer each, for tests that every layer type must pass. */
import fc from 'fast-check';
import { analyzeGraph } from '#graph/analyze.ts';
import { type LayerConfig, type LayerType, layerDefinitions } from '#graph/layers/index.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { arbitraryConfig } from '#graph/testing/arbitrary-layer.ts';

/** One layer behind as many Inputs as it reads, all of one shape. */
function alone(type: LayerType, config: object, shape: readonly number[]): ModelGraph {
  const model = new ModelBuilder();
  const sources = Array.from({ length: layerDefinitions[type].arity.min }, () => model.layer('Input', { shape }));
  model.layer(type, config as Partial<LayerConfig<LayerType>>, ...sources);
  return model.build();
}

const shapes = [[7, 6, 3], [4, 4, 2], [12], [3, 5]] as const;

/** Graphs of this layer type that have no error in them: Keras's defaults, and `count` other configs. */
export function* loneLayers(type: LayerType, count: number): Generator<ModelGraph> {
  const configs = [{}, ...fc.sample(arbitraryConfig(type), { numRuns: count, seed: 7 })];
  for (const config of configs) {
    for (const shape of shapes) {
      const graph = alone(type, config, shape);
      const { problems } = analyzeGraph(graph);
      if (!problems.some(({ severity }) => severity === 'error')) yield graph;
    }
  }
}
