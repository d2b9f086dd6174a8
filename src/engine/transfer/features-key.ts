import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { BaseChoice } from '#protocol/transfer.ts';

/**
 * Names what a picture's features follow from besides the picture: the base, the layer they are read from, and all that
 * is done to the picture before. `base` is the graph behind the data set's pictures. Each picture's own hash stands beside
 * its features, so that a data set that has grown needs those of its new pictures alone.
 */
export function featuresKey(
  { base: chosen, inputSize }: Pick<BaseChoice, 'base' | 'inputSize'>,
  base: ModelGraph,
): string {
  const [end] = analyzeGraph(base).outputs;
  const layer = base.nodes.find(({ id }) => id === end)?.name;
  // What is done to pixels before the first weights: their shape, scaling, means.
  const preprocessing = base.nodes
    .filter(({ block, type }) => block === undefined || block === 'pictures' || type === 'Input')
    .map(({ type, config }) => [type, config]);
  return JSON.stringify({ base: chosen, inputSize, layer, preprocessing });
}
