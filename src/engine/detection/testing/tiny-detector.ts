/**
 * A detector of 16 × 16 pixels and three classes that sees where a picture is red, green or blue: each of 4 × 4 cells
 * proposes itself as a box, with its mean red, green and blue as scores. A whole TensorFlow.js graph model of 200 bytes.
 */
import type { OwnDetector } from '#protocol/detection.ts';

const cells = 4;
const anchors = cells * cells;

const float = (name: string, shape: readonly number[]) => ({ name, shape, dtype: 'float32' });
const text = (value: string) => btoa(value);
const dims = (shape: readonly number[]) => ({ dim: shape.map((size) => ({ size: String(size) })) });
const type = { type: 'DT_FLOAT' };
const constant = (name: string, shape: readonly number[], dtype = 'DT_FLOAT') => ({
  name,
  op: 'Const',
  attr: { dtype: { type: dtype }, value: { tensor: { dtype, tensorShape: dims(shape) } } },
});

const nodes = [
  { name: 'picture', op: 'Placeholder', attr: { dtype: type, shape: { shape: dims([1, 16, 16, 3]) } } },
  constant('rows', [3], 'DT_INT32'),
  constant('boxes_of_cells', [1, anchors, 4]),
  constant('nothing', []),
  {
    name: 'means',
    op: 'AvgPool',
    input: ['picture'],
    attr: {
      T: type,
      ksize: { list: { i: ['1', '4', '4', '1'] } },
      strides: { list: { i: ['1', '4', '4', '1'] } },
      padding: { s: text('VALID') },
      data_format: { s: text('NHWC') },
    },
  },
  { name: 'scores', op: 'Reshape', input: ['means', 'rows'], attr: { T: type, Tshape: { type: 'DT_INT32' } } },
  { name: 'boxes', op: 'AddV2', input: ['boxes_of_cells', 'nothing'], attr: { T: type } },
];

const signature = {
  inputs: { picture: { name: 'picture', dtype: 'DT_FLOAT', tensorShape: dims([1, 16, 16, 3]) } },
  outputs: { scores: { name: 'scores' }, boxes: { name: 'boxes' } },
};

const model = {
  format: 'graph-model',
  modelTopology: { node: nodes, versions: { producer: 808 } },
  signature,
  weightsManifest: [
    {
      paths: ['tiny.bin'],
      weights: [
        { name: 'rows', shape: [3], dtype: 'int32' },
        float('boxes_of_cells', [1, anchors, 4]),
        float('nothing', []),
      ],
    },
  ],
};

function weights(): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer((3 + anchors * 4 + 1) * 4));
  [1, anchors, 3].forEach((size, index) => {
    bytes.setInt32(index * 4, size, true);
  });
  for (let anchor = 0; anchor < anchors; anchor++) {
    const [row, column] = [Math.floor(anchor / cells), anchor % cells];
    [row, column, row + 1, column + 1].forEach((edge, index) => {
      bytes.setFloat32((3 + anchor * 4 + index) * 4, edge / cells, true);
    });
  }
  return bytes.buffer;
}

export function tinyDetector(): OwnDetector {
  return {
    name: 'Tiny colours',
    files: [new File([JSON.stringify(model)], 'model.json'), new File([weights()], 'tiny.bin')],
    head: 'ssd',
    inputSize: { height: 16, width: 16 },
    fit: 'stretch',
    channels: 'rgb',
    range: '0..1',
    classNames: ['red', 'green', 'blue'],
  };
}
