/**
 * ONNX models as protocol buffers, as far as this app writes them (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 * Field numbers are those of that file.
 */
import { PbfWriter } from 'pbf';

export type OnnxAttribute = number | string | readonly number[] | { readonly float: number };

export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

export interface OnnxNode {
  readonly name: string;
  readonly opType: string;
  /** An empty name stands for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly output: string;
  /** Integers, texts and lists of integers as they are; a float says so. */
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** A float32 tensor whose first axis, the batch, has any size. */
export interface OnnxPort {
  readonly name: string;
  /** Without the batch axis. */
  readonly shape: readonly number[];
}

export interface OnnxModel {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  readonly description: string;
}

/** Runtimes of 2023 and later know it: ONNX 1.13, ONNX Runtime 1.14. */
export const opset = 18;
/** The version of the container that came with that operator set. */
const irVersion = 8;
const elementTypes = { float: 1, int64: 7 } as const;
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 } as const;

function writeAttribute([name, value]: readonly [string, OnnxAttribute], pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  if (typeof value === 'number') {
    pbf.writeVarintField(3, value);
    pbf.writeVarintField(20, attributeTypes.int);
  } else if (typeof value === 'string') {
    pbf.writeStringField(4, value);
    pbf.writeVarintField(20, attributeTypes.string);
  } else if ('float' in value) {
    pbf.writeFloatField(2, value.float);
    pbf.writeVarintField(20, attributeTypes.float);
  } else {
    for (const item of value) pbf.writeVarintField(8, item);
    pbf.writeVarintField(20, attributeTypes.ints);
  }
}

function writeNode({ name, opType, inputs, output, attributes }: OnnxNode, pbf: PbfWriter): void {
  for (const input of inputs) pbf.writeStringField(1, input);
  pbf.writeStringField(2, output);
  pbf.writeStringField(3, name);
  pbf.writeStringField(4, opType);
  for (const attribute of Object.entries(attributes)) pbf.writeMessage(5, writeAttribute, attribute);
}

function writeTensor({ name, dims, data }: OnnxTensor, pbf: PbfWriter): void {
  pbf.writePackedVarint(1, [...dims]);
  pbf.writeVarintField(2, data instanceof Float32Array ? elementTypes.float : elementTypes.int64);
  pbf.writeStringField(8, name);
  pbf.writeBytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function writePort({ name, shape }: OnnxPort, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, writeType, shape);
}

function writeType(shape: readonly number[], pbf: PbfWriter): void {
  pbf.writeMessage(1, writeTensorType, shape);
}

function writeTensorType(shape: readonly number[], pbf: PbfWriter): void {
  pbf.writeVarintField(1, elementTypes.float);
  pbf.writeMessage(2, writeShape, shape);
}

function writeShape(shape: readonly number[], pbf: PbfWriter): void {
  pbf.writeMessage(1, (name, dimension) => dimension.writeStringField(2, name), 'batch');
  for (const size of shape) pbf.writeMessage(1, (value, dimension) => dimension.writeVarintField(1, value), size);
}

function writeGraph({ name, nodes, initializers, inputs, outputs, description }: OnnxModel, pbf: PbfWriter): void {
  for (const node of nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, name);
  for (const tensor of initializers) pbf.writeMessage(5, writeTensor, tensor);
  pbf.writeStringField(10, description);
  for (const input of inputs) pbf.writeMessage(11, writePort, input);
  for (const output of outputs) pbf.writeMessage(12, writePort, output);
}

function writeOperatorSet(version: number, pbf: PbfWriter): void {
  pbf.writeStringField(1, '');
  pbf.writeVarintField(2, version);
}

/** The bytes of an `.onnx` file. */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, irVersion);
  pbf.writeStringField(2, 'Stride');
  pbf.writeMessage(7, writeGraph, model);
  pbf.writeMessage(8, writeOperatorSet, opset);
  return pbf.finish();
}
