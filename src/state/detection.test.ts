import { expect, test } from 'vitest';
import type { DetectionEngine, DetectorInfo, FrameDetections } from '#protocol/detection.ts';
import { loadDetector, setDetectionOptions, startFrameLoop, stopDetection } from './detection.ts';
import { fakeEngine, refusing } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';

const info: DetectorInfo = {
  id: 'some',
  name: 'Some',
  origin: 'embedded',
  runtime: 'tfjs',
  bytes: null,
  inputSize: { height: 8, width: 8 },
  fit: 'stretch',
  classNames: ['thing'],
  licence: 'MIT',
  homepage: null,
  scoreThreshold: 0.4,
};

const timings = { capture: 1, preprocess: 1, model: 1, suppress: 1, readBack: 1, total: 5 };
const frameOf = (source: string): FrameDetections => ({
  source,
  detector: 'some',
  frame: { height: 10, width: 10 },
  detections: [],
  candidateCount: 0,
  timings,
});

function strideWith(parts: Partial<DetectionEngine>) {
  const detection: DetectionEngine = Object.assign(Object.create(refusing<DetectionEngine>()), {
    load: async () => info,
    setOptions: async () => null,
    unload: async () => undefined,
    ...parts,
  });
  return testStride({ engine: fakeEngine({ detection }) });
}

class Picture {
  isClosed = false;
  close() {
    this.isClosed = true;
  }
}
const picture = () => new Picture() as unknown as ImageBitmap & Picture;

test('loading a detector brings the score threshold that suits it', async () => {
  const stride = strideWith({});
  await loadDetector(stride, 'some');
  const { detector, options } = stride.detection.getState();
  expect(detector).toEqual({ phase: 'ready', info });
  expect(options.scoreThreshold).toBe(0.4);
});

test('a detector that cannot be loaded says why, unless another was chosen meanwhile', async () => {
  const fault = { code: 'weights-missing', message: 'There is no such file.', remedy: 'Choose another.' };
  const stride = strideWith({ load: (id) => (id === 'some' ? Promise.resolve(info) : Promise.reject(fault)) });
  await loadDetector(stride, 'other');
  expect(stride.detection.getState().detector).toEqual({ phase: 'failed', id: 'other', fault });
  await Promise.all([loadDetector(stride, 'other'), loadDetector(stride, 'some')]);
  expect(stride.detection.getState().detector.phase).toBe('ready');
});

test('a slow detector drops frames: at most three are under way, and the others are closed at once', async () => {
  const answers: ((found: FrameDetections) => void)[] = [];
  const stride = strideWith({ frame: () => new Promise((resolve) => answers.push(resolve)) });
  await loadDetector(stride, 'some');
  const loop = startFrameLoop(stride, 'camera');
  const pictures = [0, 1, 2, 3, 4].map(picture);
  const sent = pictures.map((each) => loop.send(each));
  expect(pictures.map(({ isClosed }) => isClosed)).toEqual([false, false, false, true, true]);
  for (const answer of answers) answer(frameOf('camera'));
  await Promise.all(sent);
  expect(stride.detection.getState()).toMatchObject({ frameCount: 3, found: { source: 'camera' } });
});

test('no frame is sent before there is a detector, and none of an ended loop is shown', async () => {
  let answer: (found: FrameDetections) => void = () => {};
  const stride = strideWith({
    frame: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const loop = startFrameLoop(stride, 'camera');
  const early = picture();
  await loop.send(early);
  expect(early.isClosed).toBe(true);
  await loadDetector(stride, 'some');
  const late = loop.send(picture());
  loop.end();
  answer(frameOf('camera'));
  await late;
  expect(stride.detection.getState().found).toBeNull();
});

test('a lost GPU is no fault of the loop; an empty frame is', async () => {
  const codes = ['device-lost', 'frame-empty'];
  const stride = strideWith({ frame: () => Promise.reject({ code: codes.shift(), message: 'No.', remedy: 'Wait.' }) });
  await loadDetector(stride, 'some');
  const loop = startFrameLoop(stride, 'camera');
  await loop.send(picture());
  expect(stride.detection.getState().fault).toBeNull();
  await loop.send(picture());
  expect(stride.detection.getState().fault?.code).toBe('frame-empty');
});

test('options show what they make of the last frame without a new one, and stopping forgets it all', async () => {
  const stride = strideWith({ frame: async () => frameOf('picture'), setOptions: async () => frameOf('again') });
  await loadDetector(stride, 'some');
  await startFrameLoop(stride, 'picture').send(picture());
  await setDetectionOptions(stride, { scoreThreshold: 0.9 });
  expect(stride.detection.getState()).toMatchObject({ frameCount: 1, found: { source: 'again' } });
  await stopDetection(stride);
  expect(stride.detection.getState()).toMatchObject({ detector: { phase: 'none' }, found: null });
});
