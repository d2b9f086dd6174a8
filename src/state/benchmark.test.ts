import { expect, test } from 'vitest';
import type { BenchmarkEngine, BenchmarkReport, BenchmarkRow } from '#protocol/benchmark.ts';
import { benchmarkObstacle, runBenchmark, stopBenchmark } from './benchmark.ts';
import { benchmarkText, meanTimesFaster, tableText } from './benchmark-text.ts';
import { report as backend, fakeEngine } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';
import { trainingObstacle } from './train.ts';

const row: BenchmarkRow = {
  kind: 'step',
  network: 'Lecture CNN',
  name: 'training step, Adam',
  batch: 50,
  milliseconds: { stride: 250, stock: 5000 },
  rounds: 3,
  flops: 8e8,
  step: { stride: { dispatches: 48, scriptMilliseconds: 5 }, stock: { dispatches: 155, scriptMilliseconds: 9 } },
  webglMilliseconds: 1600,
};
const report: BenchmarkReport = {
  adapter: 'Test card',
  isSoftware: false,
  rows: [row],
  omitted: [{ name: 'VGG16, block1_conv2 forward', reason: 'Too many.' }],
  isComplete: true,
};

/** A person's stride with a spare engine that measures as told. */
function withBenchmark(run: (stop: Promise<void>) => Promise<BenchmarkReport>) {
  let stop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let closed = 0;
  const benchmark: BenchmarkEngine = { run: () => run(stopped), stop: async () => stop() };
  const engine = fakeEngine({ benchmark });
  const stride = testStride({ openSpareEngine: () => ({ engine, close: () => closed++ }) });
  stride.backend.setState({ phase: 'ready', report: backend }, true);
  return { stride, engine, closedSpares: () => closed };
}

test('rows come in while it runs; the spare engine is closed at the end, and nothing trains meanwhile', async () => {
  let finish: (report: BenchmarkReport) => void = () => {};
  const { stride, engine, closedSpares } = withBenchmark(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  const run = runBenchmark(stride);
  await expect.poll(() => stride.benchmark.getState().phase).toBe('running');
  await runBenchmark(stride);
  engine.emit({ type: 'benchmark', current: 'conv2 forward', done: 0.25, millisecondsLeft: 3000, row });
  expect(stride.benchmark.getState()).toMatchObject({ rows: [row], progress: { done: 0.25, millisecondsLeft: 3000 } });
  expect(trainingObstacle(stride)).toContain('benchmark');
  finish(report);
  await run;
  expect(stride.benchmark.getState()).toMatchObject({ phase: 'idle', report, fault: null, engine: null });
  expect(closedSpares()).toBe(1);
});

test('stopped, it keeps what there is; what goes wrong is said, and the spare engine is closed all the same', async () => {
  const partial = { ...report, isComplete: false };
  let isMeasuring = false;
  const stopping = withBenchmark((stop) => {
    isMeasuring = true;
    return stop.then(() => partial);
  });
  const run = runBenchmark(stopping.stride);
  await expect.poll(() => isMeasuring).toBe(true);
  await stopBenchmark(stopping.stride);
  await run;
  expect(stopping.stride.benchmark.getState().report).toEqual(partial);
  const fault = { code: 'benchmark-unavailable', message: 'No WebGPU.', remedy: 'Another browser.' };
  const failing = withBenchmark(() => Promise.reject(fault));
  await runBenchmark(failing.stride);
  expect(failing.stride.benchmark.getState()).toMatchObject({ phase: 'idle', fault, report: null });
  expect([stopping.closedSpares(), failing.closedSpares()]).toEqual([1, 1]);
});

test('it is refused while a network trains, and where there is no WebGPU', () => {
  const { stride } = withBenchmark(() => Promise.resolve(report));
  expect(benchmarkObstacle(stride)).toBeNull();
  stride.training.setState({ phase: 'running' });
  expect(benchmarkObstacle(stride)).toContain('trained');
  stride.training.setState({ phase: 'ended' });
  stride.backend.setState({ phase: 'ready', report: { ...backend, name: 'webgl' } }, true);
  expect(benchmarkObstacle(stride)).toContain('WebGPU');
});

test('as text it names the device, the ratios, what was left out, and how the steps were made', () => {
  const text = benchmarkText({ ...report, isSoftware: true, isComplete: false }, 'A browser', '2026-11-23');
  for (const part of ['Test card (a software adapter', 'A browser', '2026-11-23', 'Stopped before its end.', '20×']) {
    expect(text).toContain(part);
  }
  expect(text).toContain(
    '48 GPU programs a step (TensorFlow.js 155), 5.0 ms of JavaScript (TensorFlow.js 9.0); TensorFlow.js on WebGL 1,600 ms',
  );
  expect(text).toContain('VGG16, block1_conv2 forward: Too many.');
  expect(
    tableText([
      ['a', 'ms'],
      ['long name', '5,000'],
    ]).split('\n'),
  ).toEqual(['a             ms', 'long name  5,000']);
  expect(meanTimesFaster([row, { ...row, milliseconds: { stride: 5, stock: 1 } }])).toBeCloseTo(2, 9);
});
