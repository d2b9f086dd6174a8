/**
 * An ONNX file laid out as YOLOX's export: 32 × 32 pixels, blue first, 21 cells of which the 16 of stride 8 see how
 * blue, green and red they are, and propose themselves as boxes.
 */
import { encodeOnnx, type OnnxNode } from '#formats/onnx/onnx-proto.ts';
import type { OwnDetector } from '#protocol/detection.ts';

const cells = 16;
const cellsOfOtherStrides = 5;

const node = (opType: string, inputs: readonly string[], output: string, attributes: OnnxNode['attributes'] = {}) => ({
  name: output,
  opType,
  inputs,
  output,
  attributes,
});

/** @param extraOperator a node of this type is put behind the output, which only a runtime that has it can run */
export function tinyYolox(extraOperator?: string): OwnDetector {
  const last = extraOperator ? 'rows' : 'output';
  const bytes = encodeOnnx({
    name: 'tiny',
    description: '',
    nodes: [
      node('AveragePool', ['picture'], 'means', { kernel_shape: [8, 8], strides: [8, 8] }),
      node('Div', ['means', 'white'], 'shares'),
      node('Reshape', ['shares', 'flat'], 'by_channel'),
      node('Transpose', ['by_channel'], 'by_cell', { perm: [0, 2, 1] }),
      node('Concat', ['box_and_objectness', 'by_cell'], 'fine', { axis: 2 }),
      node('Concat', ['fine', 'coarse'], last, { axis: 1 }),
      ...(extraOperator ? [node(extraOperator, ['rows'], 'output')] : []),
    ],
    initializers: [
      { name: 'white', dims: [], data: Float32Array.of(255) },
      { name: 'flat', dims: [3], data: BigInt64Array.of(1n, 3n, BigInt(cells)) },
      {
        name: 'box_and_objectness',
        dims: [1, cells, 5],
        data: Float32Array.from({ length: cells * 5 }, (_, index) => [0.5, 0.5, 0, 0, 1][index % 5] ?? 0),
      },
      { name: 'coarse', dims: [1, cellsOfOtherStrides, 8], data: new Float32Array(cellsOfOtherStrides * 8) },
    ],
    inputs: [{ name: 'picture', shape: [3, 32, 32] }],
    outputs: [{ name: 'output', shape: [cells + cellsOfOtherStrides, 8] }],
  });
  return {
    name: 'Tiny YOLOX',
    files: [new File([Uint8Array.from(bytes)], 'tiny.onnx')],
    head: 'yolox',
    inputSize: { height: 32, width: 32 },
    fit: 'letterbox',
    channels: 'bgr',
    range: '0..255',
    classNames: ['blue', 'green', 'red'],
  };
}
