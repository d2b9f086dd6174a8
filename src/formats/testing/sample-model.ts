/** Models with weights that follow from their names, for tests of what reads and writes them. */
import { product } from '#base/math.ts';
import { combineSeeds, fnv1a, uniformAt } from '#base/random.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { WrittenModel } from '../written-model.ts';

export function sampleModel(graph: ModelGraph = smallGraph()): WrittenModel {
  const analysis = analyzeGraph(graph);
  const weights = new Map(
    graph.nodes.flatMap(({ id, name }) => {
      const specs = analysis.nodes.get(id)?.weights ?? [];
      if (specs.length === 0) return [];
      const drawn = specs.map((spec) => ({
        name: spec.name,
        shape: spec.shape,
        values: numbers(product(spec.shape), combineSeeds(fnv1a(name), fnv1a(spec.name))),
      }));
      return [[name, drawn] as const];
    }),
  );
  return { name: 'sample', graph, analysis, training: null, weights };
}

function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => 2 * uniformAt(seed, index) - 1);
}

/** Two branches, one convolution called twice, and a normalisation. */
export function smallGraph(): ModelGraph {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [6, 6, 2] });
  const first = model.layer('Conv2D', { filters: 2, padding: 'same' }, input);
  const again = model.layer('Conv2D', { filters: 2, padding: 'same' }, first);
  const normal = model.layer('BatchNormalization', {}, model.layer('Add', {}, first, again));
  model.layer('Dense', { units: 3, activation: 'softmax' }, model.layer('GlobalAveragePooling2D', {}, normal));
  const graph = model.build();
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === again ? { ...node, sharesWeightsOf: first } : node)),
  };
}
