/** What every writer of a model file is given: a graph without problems, and the numbers of its weights. */
import { present } from '#base/assert.ts';
import type { GraphAnalysis, NodeAnalysis } from '#graph/analysis.ts';
import type { LayerNode, ModelGraph } from '#graph/model-graph.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';

export interface WrittenWeight {
  /** Keras's name within the layer: `kernel`, `moving_mean`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** In C order of the shape. */
  readonly values: Float32Array;
}

export interface WrittenModel {
  /** As the file's own name for the model: letters, digits and `_`. */
  readonly name: string;
  readonly graph: ModelGraph;
  /** Of `graph`, without an error among its problems. */
  readonly analysis: GraphAnalysis;
  /** How it was or is to be trained; null where that is not known. */
  readonly training: TrainingSettings | null;
  /** By the name of the layer that owns them, each layer's in Keras's order; layers without weights may be absent. */
  readonly weights: ReadonlyMap<string, readonly WrittenWeight[]>;
}

/** The values of one weight by its layer's name and Keras's name of it. */
export function valuesOf({ weights }: Pick<WrittenModel, 'weights'>, layer: string, weight: string): Float32Array {
  const found = weights.get(layer)?.find(({ name }) => name === weight);
  return present(found, `the layer ${layer} has a weight ${weight}`).values;
}

/** A layer's shapes. */
export function factsOf({ analysis }: Pick<WrittenModel, 'analysis'>, { id, name }: LayerNode): NodeAnalysis {
  return present(analysis.nodes.get(id), `the layer ${name} has a shape`);
}
