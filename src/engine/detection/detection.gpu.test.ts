import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { DetectionOptions } from '#protocol/detection.ts';
import type { Engine, EngineEvent } from '#protocol/engine.ts';
import { createEngine } from '../create-engine.ts';
import { tinyDetector } from './testing/tiny-detector.ts';

let engine: Engine;
const events: EngineEvent[] = [];
beforeAll(async () => {
  engine = createEngine({ baseUrl: new URL('/', location.href).href });
  await engine.listen((event) => events.push(event));
  await engine.start();
});

const options: DetectionOptions = {
  method: { type: 'hard', iouThreshold: 0.5 },
  scoreThreshold: 0.5,
  topK: 100,
  isClasswise: true,
  classes: null,
};
beforeEach(() => engine.detection.setOptions(options));

/** Black, with one cell of the 4 × 4 in a colour. */
function frame(cell: number, color = '#f00', size = { width: 64, height: 32 }): OffscreenCanvas {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#000';
  context.fillRect(0, 0, size.width, size.height);
  context.fillStyle = color;
  const [height, width] = [size.height / 4, size.width / 4];
  context.fillRect((cell % 4) * width, Math.floor(cell / 4) * height, width, height);
  return canvas;
}

test('a person’s own graph model detects, and boxes are in pixels of the frame', async () => {
  const info = await engine.detection.addDetector(tinyDetector());
  expect(info).toMatchObject({ origin: 'own', runtime: 'tfjs', classNames: ['red', 'green', 'blue'] });
  expect((await engine.detection.listDetectors()).at(-1)?.id).toBe(info.id);
  const found = await engine.detection.frame('test', await createImageBitmap(frame(6, '#00f')));
  expect(found).toMatchObject({
    source: 'test',
    detector: info.id,
    frame: { height: 32, width: 64 },
    candidateCount: 1,
  });
  expect(found?.detections).toHaveLength(1);
  expect(found?.detections[0]?.classIndex).toBe(2);
  expect(found?.detections[0]?.score).toBeCloseTo(1, 3);
  expect(found?.detections[0]?.box).toEqual({ y1: 8, x1: 32, y2: 16, x2: 48 });
  expect(found?.timings.total).toBeGreaterThan(0);
});

test('a portrait video frame and a picture of one pixel are detected in; one without pixels is refused in words', async () => {
  const portrait = new VideoFrame(frame(9, '#f00', { width: 24, height: 80 }), { timestamp: 0 });
  const found = await engine.detection.frame('phone', portrait);
  expect(found?.detections[0]?.box).toEqual({ y1: 40, x1: 6, y2: 60, x2: 12 });
  const one = await createImageBitmap(new ImageData(Uint8ClampedArray.of(255, 0, 0, 255), 1, 1));
  expect((await engine.detection.frame('one', one))?.detections).toHaveLength(16);
  const closed = await createImageBitmap(frame(0));
  closed.close();
  await expect(engine.detection.frame('closed', closed)).rejects.toMatchObject({ code: 'frame-empty' });
});

test('options decide anew about the last frame without the network, and before a frame is answered', async () => {
  await engine.detection.frame('test', await createImageBitmap(frame(3, '#a04040')));
  const more = await engine.detection.setOptions({ ...options, scoreThreshold: 0.1 });
  expect(more?.detections.map(({ classIndex }) => classIndex)).toEqual([0]);
  const none = await engine.detection.setOptions({ ...options, classes: [1] });
  expect(none?.detections).toEqual([]);
  const candidates = await engine.detection.lastCandidates();
  expect(candidates?.candidates).toHaveLength(1);

  const answer = engine.detection.frame('test', await createImageBitmap(frame(3)));
  await engine.detection.setOptions({ ...options, scoreThreshold: 0.999_99, classes: [2] });
  expect((await answer)?.detections).toEqual([]);
});

test('frames that come faster than they are done are let go, and their memory with them', async () => {
  const pictures = await Promise.all([0, 1, 2, 3, 4].map((cell) => createImageBitmap(frame(cell))));
  const answers = await Promise.all(pictures.map((picture) => engine.detection.frame('fast', picture)));
  expect(answers.map((answer) => answer !== null)).toEqual([true, false, false, false, true]);
  expect(pictures.every(({ width }) => width === 0)).toBe(true);
  // The last was uploaded while the first was worked on; each is answered by its own pixels.
  expect(answers[0]?.detections[0]?.box).toEqual({ y1: 0, x1: 0, y2: 8, x2: 16 });
  expect(answers[4]?.detections[0]?.box).toEqual({ y1: 8, x1: 0, y2: 16, x2: 16 });
});

test('200 frames leave tensors and GPU memory where they were', async () => {
  const picture = frame(5);
  const step = async (index: number) => {
    await engine.detection.frame('loop', await createImageBitmap(picture));
    if (index % 10 === 0) await engine.detection.setOptions({ ...options, scoreThreshold: 0.3 + (index % 7) / 100 });
  };
  for (let index = 0; index < 12; index++) await step(index);
  const before = await engine.memory();
  for (let index = 0; index < 200; index++) await step(index);
  expect(await engine.memory()).toEqual(before);
});

test('candidates of a picture are all there is, also what no option shows', async () => {
  const { candidates, frame: size } = await engine.detection.candidates(await createImageBitmap(frame(2, '#500')));
  expect(size).toEqual({ height: 32, width: 64 });
  expect(candidates).toHaveLength(1);
  expect(candidates[0]?.score).toBeLessThan(0.5);
});

test('the loop goes on by itself after the GPU was lost', async () => {
  const before = events.filter(({ type }) => type === 'backend').length;
  const [lost] = await Promise.allSettled([
    engine.detection.frame('loop', await createImageBitmap(frame(1))),
    engine.loseDevice(),
  ]);
  if (lost.status === 'rejected') expect(lost.reason).toMatchObject({ code: 'device-lost' });
  await expect.poll(() => events.filter(({ type }) => type === 'backend').length, { timeout: 30_000 }).toBe(before + 1);
  const found = await engine.detection.frame('loop', await createImageBitmap(frame(1)));
  expect(found?.detections[0]?.box).toEqual({ y1: 0, x1: 16, y2: 8, x2: 32 });
});

test('unloading frees everything, and a frame without a detector says so', async () => {
  await engine.detection.unload();
  const { tensors } = await engine.memory();
  expect(tensors).toBe(0);
  await expect(engine.detection.frame('none', await createImageBitmap(frame(0)))).rejects.toMatchObject({
    code: 'no-detector',
  });
  await expect(engine.detection.load('nobody', 'job')).rejects.toMatchObject({ code: 'detector-unknown' });
});
