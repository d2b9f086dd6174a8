/** A graph's layers as Keras's table of a model has them, to compare with recorded ones. */
import { present } from '#base/assert.ts';
import { adjacencyOf } from '#graph/adjacency.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { LayerNode, ModelGraph } from '#graph/model-graph.ts';
import type { Shape } from '#graph/shape.ts';

export type LayerRow = readonly [
  name: string,
  className: string,
  output: Shape,
  parameters: number,
  inputs: readonly string[],
];

export interface LayerTable {
  readonly rows: readonly LayerRow[];
  readonly nodes: readonly LayerNode[];
  readonly parameters: number;
}

/** Keras's bare operations of MobileNetV3, which are layers here and none there. */
function isBareOperation({ type, name }: LayerNode): boolean {
  return type === 'Rescaling' && /^(add|multiply)(_\d+)?$/.test(name);
}

export function layerTable(graph: ModelGraph): LayerTable {
  const analysis = analyzeGraph(graph);
  const adjacency = adjacencyOf(graph);
  const nodes = graph.nodes.filter((node) => !isBareOperation(node));
  return {
    nodes,
    rows: nodes.map(({ id, name: own, type }) => {
      const { output, parameters } = present(analysis.nodes.get(id), `${own} has a shape`);
      const sources = adjacency.sources(id).map((source) => adjacency.node.get(source)?.name ?? '');
      return [own, type === 'Input' ? 'InputLayer' : type, output, parameters, sources];
    }),
    parameters: analysis.totals.parameters,
  };
}
