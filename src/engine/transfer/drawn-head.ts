/** A head that a person drew in Build: all that stands behind the base in the document's graph. */
import { StrideError } from '#base/errors.ts';
import { adjacencyOf, descendants } from '#graph/adjacency.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { createNode } from '#graph/edits/create-node.ts';
import { emptyGraph, type LayerNode, type ModelGraph } from '#graph/model-graph.ts';
import type { Shape } from '#graph/shape.ts';

/** What a head reads in place of the base: an Input of the features' shape. */
export function featuresInput(features: Shape): LayerNode {
  const shape = features.length === 3 ? features : [1, 1, ...features];
  const input = createNode(emptyGraph, 'Input', { x: 0, y: 0 }, { shape: [...shape] });
  return { ...input, id: 'features' as LayerNode['id'], name: 'features' };
}

function refused(message: string): StrideError {
  return new StrideError({
    code: 'head-does-not-fit',
    message,
    remedy: 'Press “Edit head in Build” to draw it behind this base, or choose the standard head.',
  });
}

/** The head of `drawn` behind `input`. Throws a `StrideError` with code `head-does-not-fit`. */
export function drawnHead(drawn: ModelGraph, base: ModelGraph, input: LayerNode): ModelGraph {
  const [endOfBase] = analyzeGraph(base).outputs;
  const name = base.nodes.find(({ id }) => id === endOfBase)?.name ?? '';
  const own = new Set(base.nodes.map((node) => node.name));
  const end = drawn.nodes.find((node) => node.name === name);
  const known = drawn.nodes.filter((node) => own.has(node.name)).length;
  // Layers in front may be others: the document's pictures can have another size, and augmentation.
  if (!end || known < own.size - 3) throw refused('The network in Build does not begin with this base.');
  const behind = new Set(descendants(adjacencyOf(drawn), end.id));
  behind.delete(end.id);
  const nodes = drawn.nodes.filter(({ id }) => behind.has(id));
  if (nodes.length === 0) throw refused(`Nothing stands behind ${end.name} in Build.`);
  const within = drawn.edges.filter(({ target }) => behind.has(target));
  const stray = within.find(({ source }) => source !== end.id && !behind.has(source));
  if (stray !== undefined) {
    const reader = nodes.find(({ id }) => id === stray.target)?.name ?? '';
    const read = drawn.nodes.find(({ id }) => id === stray.source)?.name ?? '';
    throw refused(`${reader} also reads ${read}, inside the base, of which nothing is kept.`);
  }
  const borrower = nodes.find(({ sharesWeightsOf }) => sharesWeightsOf !== undefined && !behind.has(sharesWeightsOf));
  if (borrower) throw refused(`${borrower.name} shares the weights of a layer of the base.`);
  return {
    nodes: [input, ...nodes],
    edges: within.map((edge) => (edge.source === end.id ? { ...edge, source: input.id } : edge)),
  };
}
