import * as v from 'valibot';
import type { LayerConfig, LayerType } from './layers/index.ts';
import { stackRows } from './layout.ts';
import type { Edge, LayerNode, ModelGraph, NodeId } from './model-graph.ts';
import { layerNodeSchema } from './model-graph-schema.ts';
import { createIdSource, snakeCase } from './names.ts';

/**
 * Writes a graph down as a program, the way of Keras's functional interface: each call adds a layer that reads the
 * layers it is given, and returns its id for others to read.
 */
export class ModelBuilder {
  readonly #nodes: LayerNode[] = [];
  readonly #edges: Edge[] = [];
  readonly #freshId = createIdSource({ nodes: [], edges: [] });
  readonly #counts = new Map<LayerType, number>();

  /** Throws valibot's error for an illegal `config`. Settings left out have Keras's defaults. */
  layer<Type extends LayerType>(
    type: Type,
    config: Partial<LayerConfig<Type>> = {},
    ...sources: readonly NodeId[]
  ): NodeId {
    const id = this.#freshId();
    const count = (this.#counts.get(type) ?? 0) + 1;
    this.#counts.set(type, count);
    const name = `${snakeCase(type)}_${count}`;
    this.#nodes.push(v.parse(layerNodeSchema, { id, name, type, config, position: { x: 0, y: 0 } }));
    this.#edges.push(...sources.map((source) => ({ source, target: id })));
    return id;
  }

  /** The graph so far, laid out in rows. */
  build(): ModelGraph {
    return stackRows({ nodes: [...this.#nodes], edges: [...this.#edges] });
  }
}
