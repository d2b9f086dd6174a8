import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, test } from 'vitest';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { BenchmarkEvent } from '#protocol/benchmark.ts';
import { createEngine } from '../create-engine.ts';
import { ownKernelsServe } from '../kernels/kernel-entry.ts';
import { chain } from '../testing/chain.ts';
import type { Measurement } from './benchmark-plan.ts';
import { averagePooling, biasGradient, convolution, dense, depthwise, fused, maxPooling } from './layer-calls.ts';
import { batchNormalization, dropout, softmaxWithCrossEntropy } from './layer-operations.ts';
import { optimizers } from './optimizer-operations.ts';
import { runBenchmark } from './run-benchmark.ts';

const engine = createEngine({ baseUrl: new URL('/', location.href).href });
beforeAll(() => engine.start());

const adam = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
const named = { network: 'Test', batch: 1 };
const calls = [
  ...convolution(named, { layer: 'conv', side: 6, channels: 3, filters: 4, kernelSize: 3, stride: 2 }),
  ...depthwise(named, { layer: 'depthwise', side: 6, channels: 4, kernelSize: 3 }),
  ...dense(named, 'dense', 8, 4).slice(0, 1),
];
const oneDense = () => chain({ type: 'Input', config: { shape: [3] } }, { type: 'Dense', config: { units: 2 } });
const kernels = [
  ...calls,
  ...fused(calls),
  ...maxPooling(named, { layer: 'pooling', side: 6, channels: 4 }),
  ...averagePooling(named, { layer: 'average pooling', side: 6, channels: 4 }),
  biasGradient(named, 'conv', 6, 4),
  ...batchNormalization(named, 'normalization', 6, 4),
  softmaxWithCrossEntropy(named, 3),
  dropout(named, 'dropout', 5),
  ...optimizers(named, oneDense),
].map((kernel): Measurement => ({ kind: 'kernel', name: kernel.name, flops: kernel.flops, kernel }));
const step: Measurement = {
  kind: 'step',
  name: 'step',
  flops: 1e6,
  step: { template: templates[0]!, batch: 1, optimizer: adam },
};

async function measure(measurements: readonly Measurement[], stopAfter = Number.POSITIVE_INFINITY) {
  const events: BenchmarkEvent[] = [];
  const abort = new AbortController();
  const emit = (event: BenchmarkEvent) => {
    if (events.push(event) > stopAfter) abort.abort();
  };
  const webgpu = tf.backend() as WebGPUBackend;
  const effort = { rounds: 1, budget: 0, least: 1 };
  const parts = { webgpu, adapter: 'Test card', isSoftware: true, effort, signal: abort.signal, emit };
  const surroundings = { ...parts, withWebgl: measurements.length === 1 };
  return { report: await runBenchmark({ measurements, omitted: [] }, surroundings), events };
}

test('kernels and a step are timed on both sides, and tensors and kernels are as they were', async () => {
  const { numTensors } = tf.memory();
  const { report, events } = await measure([step, ...kernels]);
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(ownKernelsServe()).toBe(true);
  expect(report.isComplete).toBe(true);
  expect(report.rows.map(({ name }) => name)).toEqual(['training step, Adam', ...kernels.map(({ name }) => name)]);
  for (const { name, milliseconds, rounds } of report.rows) {
    expect(Math.min(milliseconds.stride, milliseconds.stock), name).toBeGreaterThan(0);
    expect(rounds).toBe(1);
  }
  const [first] = report.rows;
  expect(first?.step?.stride.dispatches).toBeLessThanOrEqual(60);
  expect(first?.step?.stock.dispatches).toBeGreaterThan(100);
  expect(events.at(-1)).toMatchObject({ done: 1, millisecondsLeft: 0 });
  expect(events.flatMap(({ row }) => (row ? [row] : []))).toEqual(report.rows);
});

test('what is stopped keeps what was measured', async () => {
  const { numTensors } = tf.memory();
  const { report } = await measure(kernels, 1);
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(report.isComplete).toBe(false);
  expect(report.rows).toHaveLength(1);
});

test('a benchmark is refused while a run is under way', async () => {
  const graph = templates[0]!.build([28, 28, 1], 10);
  const settings = { ...defaultTrainingSettings, batchSize: 2, epochs: 50 };
  const isUnderWay = new Promise<void>((resolve) => {
    void engine.listen(({ type }) => type === 'progress' && resolve());
  });
  const training = engine.train({ graph, settings, dataset: 'mnist', seed: 1 });
  await isUnderWay;
  await expect(engine.benchmark.run({ scope: 'lecture', withWebgl: false })).rejects.toMatchObject({
    code: 'already-training',
  });
  await engine.stop();
  await training;
});

test('a step on WebGL is timed beside, and tfjs computes on WebGPU again', async () => {
  const { numTensors } = tf.memory();
  const { report } = await measure([step]);
  expect(report.rows[0]?.webglMilliseconds).toBeGreaterThan(0);
  expect(tf.getBackend()).toBe('webgpu');
  expect(tf.memory().numTensors).toBe(numTensors);
});
