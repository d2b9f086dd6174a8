import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '#protocol/engine.ts';
import { createEngine } from '../../create-engine.ts';
import { tinyYolox } from '../testing/tiny-onnx.ts';

let engine: Engine;
beforeAll(async () => {
  engine = createEngine({ baseUrl: new URL('/', location.href).href });
  await engine.start();
});

function frame(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(64, 32);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#000';
  context.fillRect(0, 0, 64, 32);
  context.fillStyle = '#f00';
  context.fillRect(32, 16, 16, 16);
  return canvas;
}

test('a person’s own YOLOX detects by ONNX Runtime, letterboxed and blue first, and leaves no tensor behind', async () => {
  const info = await engine.detection.addDetector(tinyYolox());
  expect(info).toMatchObject({ origin: 'own', runtime: 'onnx' });
  await engine.detection.setOptions({
    method: { type: 'hard', iouThreshold: 0.5 },
    scoreThreshold: 0.6,
    topK: 10,
    isClasswise: true,
    classes: null,
  });
  const detect = async () => engine.detection.frame('test', await createImageBitmap(frame()));
  const found = await detect();
  expect(found?.detections.map(({ classIndex }) => info.classNames[classIndex])).toEqual(['red']);
  const { box, score } = found!.detections[0]!;
  expect(score).toBeCloseTo(1, 2);
  for (const [side, edge] of [
    ['y1', 16],
    ['x1', 32],
    ['y2', 32],
    ['x2', 48],
  ] as const) {
    expect(box[side]).toBeCloseTo(edge, 3);
  }
  const before = await engine.memory();
  for (let index = 0; index < 20; index++) await detect();
  expect(await engine.memory()).toEqual(before);
}, 120_000);

test('an operator that the runtime lacks is named, and what is no ONNX file is refused in words', async () => {
  await expect(engine.detection.addDetector(tinyYolox('NoSuchOperator'))).rejects.toMatchObject({
    code: 'detector-operator-missing',
    message: expect.stringContaining('NoSuchOperator'),
  });
  const broken = { ...tinyYolox(), files: [new File(['no ONNX at all'], 'broken.onnx')] };
  await expect(engine.detection.addDetector(broken)).rejects.toMatchObject({ code: 'detector-unreadable' });
}, 120_000);
