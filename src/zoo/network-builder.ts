/**
 * Writes a published network down as a program, the way of Keras's functional interface: each call adds a layer that
 * reads what earlier calls returned. Names follow Keras to the letter, also those that Keras numbers by itself, and the
 * finished graph has its layers in Keras's order, since weights files know them by name or by place.
 */
import { present } from '#base/assert.ts';
import { StrideError } from '#base/errors.ts';
import type { Pair, Sides } from '#graph/config-schemas.ts';
import { createNode } from '#graph/edits/create-node.ts';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerConfig, LayerType } from '#graph/layers/index.ts';
import { stackRows } from '#graph/layout.ts';
import { type Edge, emptyGraph, type LayerNode, type ModelGraph, type NodeId } from '#graph/model-graph.ts';
import { createIdSource, snakeCase } from '#graph/names.ts';
import type { Shape } from '#graph/shape.ts';
import { kerasOrder } from './keras-order.ts';

/** What a layer gives: where it comes from, and its shape without the batch axis. */
export interface Features {
  readonly id: NodeId;
  readonly shape: Shape;
}

/** A setting of both axes, or of four sides, may be one number for all, as in Keras. */
type Short<Value> = [Pair] extends [Value] ? Value | number : [Sides] extends [Value] ? Value | number : Value;

export type Settings<Type extends LayerType> = {
  readonly [Key in keyof LayerConfig<Type>]?: Short<LayerConfig<Type>[Key]>;
} & {
  /** Without one the layer is numbered as Keras does: `add`, `add_1`, `add_2`. */
  readonly name?: string | undefined;
};

export class NetworkBuilder {
  readonly #network: string;
  readonly #freshId = createIdSource(emptyGraph);
  readonly #nodes: LayerNode[] = [];
  readonly #edges: Edge[] = [];
  readonly #numbered = new Map<string, number>();
  #block: string | null = null;

  /** `network` is named where a layer does not fit. */
  constructor(network: string) {
    this.#network = network;
  }

  /** The channels of feature maps, or the units of a vector. */
  static channels({ shape }: Features): number {
    return present(shape.at(-1), 'features have at least one axis');
  }

  /** The layers that follow belong to this block. */
  block(name: string): void {
    this.#block = name;
  }

  input(shape: Shape): Features {
    return this.layer('Input', [], { shape, name: 'input_layer' });
  }

  /** Throws a `StrideError` where the layer cannot take its inputs, as for a picture of an odd format. */
  layer<Type extends LayerType>(
    type: Type,
    inputs: Features | readonly Features[],
    { name = this.#freshName(snakeCase(type)), ...config }: Settings<Type> = {},
  ): Features {
    const sources = 'id' in inputs ? [inputs] : inputs;
    const fresh = { ...createNode(emptyGraph, type, { x: 0, y: 0 }, config), id: this.#freshId(), name };
    const node = this.#block === null ? fresh : { ...fresh, block: this.#block };
    const inference = definitionOf(type).inferShape(
      node.config,
      sources.map(({ shape }) => shape),
    );
    if (!inference.ok) throw this.#misfit(name, sources);
    this.#nodes.push(node);
    this.#edges.push(...sources.map(({ id }) => ({ source: id, target: node.id })));
    return { id: node.id, shape: inference.output };
  }

  /** A layer that stands for one of Keras's bare operations, and is numbered among these: `add`, `add_1`. */
  operation<Type extends LayerType>(base: string, type: Type, input: Features, settings: Settings<Type>): Features {
    return this.layer(type, input, { ...settings, name: this.#freshName(base) });
  }

  /** The layers that `output` depends on, in Keras's order, laid out in rows. */
  build(output: Features): ModelGraph {
    const node = new Map(this.#nodes.map((each) => [each.id, each]));
    const order = kerasOrder({ nodes: this.#nodes, edges: this.#edges }, output.id);
    const nodes = order.map((id) => present(node.get(id), 'the order holds nodes of the graph'));
    const used = new Set(order);
    const edges = this.#edges.filter(({ target }) => used.has(target));
    return stackRows({ nodes, edges });
  }

  #freshName(base: string): string {
    const count = this.#numbered.get(base) ?? 0;
    this.#numbered.set(base, count + 1);
    return count === 0 ? base : `${base}_${count}`;
  }

  #misfit(name: string, sources: readonly Features[]): StrideError {
    const shapes = sources.map(({ shape }) => shape.join(' × ')).join(' and ');
    return new StrideError({
      code: 'zoo-misfit',
      message: `${this.#network} cannot be built for this input: its layer ${name} cannot read ${shapes}.`,
      remedy: 'Use a square picture of the default size.',
    });
  }
}
