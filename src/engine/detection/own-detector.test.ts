import { expect, test } from 'vitest';
import type { OwnDetector } from '#protocol/detection.ts';
import { readModelFiles } from './model-files.ts';
import { missingOperator, onnxFault } from './onnx/onnx-fault.ts';
import { ownDetectorFiles } from './own-detector.ts';

const own: OwnDetector = {
  name: 'Mine',
  files: [new File([new Uint8Array(8)], 'mine.onnx')],
  head: 'yolox',
  inputSize: { height: 320, width: 640 },
  fit: 'letterbox',
  channels: 'bgr',
  range: 'imagenet',
  classNames: ['thing'],
};

test('what is said of a file becomes what the network is fed', () => {
  const { definition, files } = ownDetectorFiles(own, 'own-1');
  expect(files.map(({ name }) => name)).toEqual(['mine.onnx']);
  expect(definition.info).toMatchObject({ id: 'own-1', origin: 'own', runtime: 'onnx', bytes: 8 });
  const { input } = definition;
  expect(input).toMatchObject({ height: 320, width: 640, layout: 'nchw', channels: 'bgr', fit: 'letterbox-top-left' });
  // White by ImageNet's mean and deviation.
  expect(255 * input.factor[0] + input.shift[0]).toBeCloseTo((1 - 0.485) / 0.229, 6);
});

test.each<[string, Partial<OwnDetector>, RegExp]>([
  ['an input of no size', { inputSize: { height: 0, width: 640 } }, /0 × 640/],
  ['an input of half a pixel', { inputSize: { height: 1.5, width: 640 } }, /1\.5 × 640/],
  ['no class', { classNames: [] }, /class name/],
  ['no file', { files: [], head: 'ssd' }, /no file/],
  ['a TensorFlow.js graph as YOLOX', { files: [new File(['{}'], 'model.json')] }, /SSD/],
])('%s is refused in words', (_, change, says) => {
  expect(() => ownDetectorFiles({ ...own, ...change }, 'own-1')).toThrow(says);
});

const blob = (value: unknown) => new Blob([typeof value === 'string' ? value : JSON.stringify(value)]);
test.each<[string, { name: string; content: Blob }[], RegExp]>([
  ['no model.json', [{ name: 'a.bin', content: blob('') }], /no model\.json/],
  ['no JSON', [{ name: 'model.json', content: blob('<html>') }], /modelTopology/],
  ['another JSON', [{ name: 'model.json', content: blob({ weightsManifest: 3 }) }], /modelTopology/],
  [
    'weights that are not there',
    [
      {
        name: 'model.json',
        content: blob({ modelTopology: {}, weightsManifest: [{ paths: ['w.bin'], weights: [] }] }),
      },
    ],
    /“w\.bin”/,
  ],
])('a graph model with %s is refused in words', async (_, files, says) => {
  await expect(readModelFiles(files)).rejects.toMatchObject({ code: 'detector-unreadable', message: says });
});

test.each([
  ['Could not find an implementation for GridSample(16) node with name "x"', 'GridSample'],
  ['Fatal error: com.microsoft:Odd(-1) is not a registered function/op', 'com.microsoft:Odd'],
  ['No Op registered for Mystery with domain_version of 18', 'Mystery'],
  ['protobuf parsing failed', null],
])('ONNX Runtime’s “%s” names %s', (message, operator) => {
  expect(missingOperator(message)).toBe(operator);
  expect(onnxFault('Mine', new Error(message)).code).toBe(
    operator === null ? 'detector-unreadable' : 'detector-operator-missing',
  );
});
