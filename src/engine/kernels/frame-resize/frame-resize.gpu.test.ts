import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, test } from 'vitest';
import { uniformAt } from '#base/random.ts';
import type { Size } from '#vision/box.ts';
import { expectClose } from '../testing/expect-close.ts';
import { openWebGPU } from '../testing/webgpu-backend.ts';
import type { NetworkInput } from './frame-geometry.ts';
import { resizeFrameReference } from './frame-resize.reference.ts';
import { FrameResizer } from './frame-resize.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

function noise({ height, width }: Size): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from({ length: height * width * 4 }, (_, index) =>
    index % 4 === 3 ? 255 : Math.floor(uniformAt(7, index) * 256),
  );
}

const plain: NetworkInput = {
  height: 9,
  width: 12,
  fit: 'stretch',
  fill: 0,
  channels: 'rgb',
  layout: 'nhwc',
  factor: [1, 1, 1],
  shift: [0, 0, 0],
};

const cases: readonly [name: string, frame: Size, input: NetworkInput][] = [
  ['stretched larger', { height: 5, width: 6 }, plain],
  ['stretched smaller, averaged', { height: 40, width: 31 }, plain],
  ['a portrait frame letterboxed in the middle', { height: 20, width: 7 }, { ...plain, fit: 'letterbox', fill: 114 }],
  ['one pixel', { height: 1, width: 1 }, { ...plain, fit: 'letterbox' }],
  [
    'in the corner, blue first, by planes, normalised',
    { height: 6, width: 13 },
    {
      ...plain,
      fit: 'letterbox-top-left',
      fill: 114,
      channels: 'bgr',
      layout: 'nchw',
      factor: [1 / 255, 2 / 255, 3 / 255],
      shift: [-0.5, 0, 0.5],
    },
  ],
];

test.each(cases)('is what the processor computes: %s', async (_, frame, input) => {
  const rgba = noise(frame);
  const picture = await createImageBitmap(new ImageData(rgba, frame.width, frame.height));
  const resizer = new FrameResizer(backend);
  backend.device.pushErrorScope('validation');
  const uploaded = await resizer.upload(picture);
  const tensor = uploaded.resize(input);
  uploaded.release();
  const values = await backend.read(tensor.dataId);
  expect(await backend.device.popErrorScope()).toBeNull();
  expectClose(values as Float32Array, resizeFrameReference(rgba, frame, input), 1e-4);
  backend.disposeData(tensor.dataId);
  resizer.dispose();
  picture.close();
});

test('video frames are resized in the same memory from one to the next', async () => {
  const frame = { height: 8, width: 10 };
  const canvas = new OffscreenCanvas(frame.width, frame.height);
  const context = canvas.getContext('2d')!;
  const resizer = new FrameResizer(backend);
  const held: number[] = [];
  for (const red of [10, 200, 90]) {
    context.fillStyle = `rgb(${red} 40 0)`;
    context.fillRect(0, 0, frame.width, frame.height);
    const picture = new VideoFrame(canvas, { timestamp: red });
    const uploaded = await resizer.upload(picture);
    picture.close();
    const tensor = uploaded.resize(plain);
    uploaded.release();
    const values = await backend.read(tensor.dataId);
    backend.disposeData(tensor.dataId);
    // Cameras' and codecs' colours lose a little.
    expect(Math.abs(Number(values[0]) - red)).toBeLessThan(4);
    held.push(resizer.bytes + backend.memory().numBytesInGPU);
  }
  expect(new Set(held).size).toBe(1);
  resizer.dispose();
});
