/**
 * Collects the nodes of an ONNX graph. ONNX's pictures have their channels first, ours last; a value knows which way it
 * lies and is turned only where an operation needs the other way, so that a plain network turns its pictures twice: once
 * at the beginning and once before they are flattened.
 */
import type { Shape } from '#graph/shape.ts';
import type { OnnxAttribute, OnnxNode, OnnxTensor } from './onnx-proto.ts';

export interface OnnxValue {
  readonly name: string;
  /** Without the batch axis, channels last, however it lies. */
  readonly shape: Shape;
  /** Only feature maps, of three axes, ever lie with their channels first. */
  readonly isChannelsFirst: boolean;
}

export class OnnxGraph {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  readonly #turned = new Map<string, OnnxValue>();
  readonly #counts = new Map<string, number>();
  #layer = '';

  /** What follows belongs to this layer, and is named for it. */
  beginLayer(name: string): void {
    this.#layer = name;
  }

  /** Adds a node and gives the name of what it computes. */
  operation(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    output = this.#freshName(opType),
  ): string {
    this.nodes.push({ name: output, opType, inputs, output, attributes });
    return output;
  }

  /** The same operation on a value, whose shape and lie it keeps. */
  elementwise(
    opType: string,
    value: OnnxValue,
    others: readonly string[] = [],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
  ): OnnxValue {
    return { ...value, name: this.operation(opType, [value.name, ...others], attributes) };
  }

  floats(values: ArrayLike<number>, dims: readonly number[], what = 'constant'): string {
    const name = this.#freshName(what);
    this.initializers.push({ name, dims, data: Float32Array.from(values) });
    return name;
  }

  number(value: number): string {
    return this.floats([value], []);
  }

  integers(values: readonly number[]): string {
    const name = this.#freshName('integers');
    this.initializers.push({ name, dims: [values.length], data: BigInt64Array.from(values, BigInt) });
    return name;
  }

  /** Numbers along one axis of a value, shaped so that they spread over its other axes. */
  alongAxis(value: OnnxValue, axis: number, values: ArrayLike<number>): string {
    const dims = new Array<number>(value.shape.length + 1).fill(1);
    dims[this.axisOf(value, axis)] = values.length;
    return this.floats(values, dims);
  }

  /** Where the axis of a sample's shape, counted without the batch, lies in ONNX's tensor. */
  axisOf({ isChannelsFirst }: OnnxValue, axis: number): number {
    if (!isChannelsFirst) return axis + 1;
    return axis === 2 ? 1 : axis + 2;
  }

  channelsFirst(value: OnnxValue): OnnxValue {
    return value.isChannelsFirst || value.shape.length !== 3 ? value : this.#turn(value, [0, 3, 1, 2]);
  }

  channelsLast(value: OnnxValue): OnnxValue {
    return value.isChannelsFirst ? this.#turn(value, [0, 2, 3, 1]) : value;
  }

  #turn(value: OnnxValue, perm: readonly number[]): OnnxValue {
    const known = this.#turned.get(value.name);
    if (known !== undefined) return known;
    const name = this.operation('Transpose', [value.name], { perm });
    const turned = { ...value, name, isChannelsFirst: !value.isChannelsFirst };
    this.#turned.set(value.name, turned);
    this.#turned.set(name, value);
    return turned;
  }

  #freshName(what: string): string {
    const base = `${this.#layer}/${what}`;
    const count = this.#counts.get(base) ?? 0;
    this.#counts.set(base, count + 1);
    return count === 0 ? base : `${base}_${count}`;
  }
}
