import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { KernelVariant } from '#protocol/kernels.ts';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { addChoices, clearChoices, currentChoices, variantFor } from './kernel-choices.ts';
import { recordCalls } from './tunable-call.ts';
import { callsToMeasure, tuneKernels } from './tune-kernels.ts';

const software = vi.hoisted(() => ({ value: true }));
vi.mock('../software-adapter.ts', () => ({ isSoftwareAdapter: () => software.value }));

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});
afterEach(() => {
  software.value = true;
  clearChoices();
});

const product = () => tf.matMul(tf.tensor2d(randomValues(40, 1), [5, 8]), tf.tensor2d(randomValues(48, 2), [8, 6]));
const callsOf = (run: () => tf.Tensor) => recordCalls(() => tf.dispose(tf.tidy(run)));
const choice = (key: string, chosen: KernelVariant) => ({
  key,
  kernel: 'BatchMatMul',
  shapes: [],
  chosen,
  milliseconds: { stride: 1, stock: 1 },
});

test('ours runs on a software adapter and the stock kernel on a graphics card, until one is chosen by measuring', () => {
  const [call] = callsOf(product);
  expect(variantFor(backend, call!.key)).toBe('stride');
  software.value = false;
  expect(variantFor(backend, call!.key)).toBe('stock');
  addChoices([choice(call!.key, 'stride')]);
  expect(variantFor(backend, call!.key)).toBe('stride');
});

test('tuning measures each distinct call once, takes over the faster and leaves no tensor', async () => {
  const calls = callsOf(() => {
    product();
    return product();
  });
  expect(calls).toHaveLength(1);
  expect(callsToMeasure(backend, calls)).toEqual([]);
  software.value = false;
  expect(callsToMeasure(backend, calls)).toEqual(calls);
  const { numTensors } = tf.memory();
  const progress: number[] = [];
  const { signal } = new AbortController();
  await tuneKernels(backend, calls, { signal, onProgress: (done) => progress.push(done), budget: 60_000 });
  const [measured] = currentChoices();
  expect(measured).toMatchObject({ key: calls[0]!.key, kernel: 'BatchMatMul' });
  expect(measured!.shapes).toEqual([
    [5, 8],
    [8, 6],
  ]);
  const { milliseconds, chosen } = measured!;
  expect(Object.keys(milliseconds).toSorted()).toEqual(['shared', 'stock', 'stride', 'subgroup']);
  const least = Math.min(...Object.values(milliseconds));
  expect(least).toBeGreaterThan(0);
  expect(milliseconds[chosen]).toBe(least);
  expect(progress).toEqual([0, 1]);
  expect(callsToMeasure(backend, calls)).toEqual([]);
  expect(tf.memory().numTensors).toBe(numTensors);
});

test('an aborted tuning measures nothing more', async () => {
  software.value = false;
  const onProgress = vi.fn();
  await tuneKernels(backend, callsOf(product), { signal: AbortSignal.abort(), onProgress });
  expect(currentChoices()).toEqual([]);
  expect(onProgress).not.toHaveBeenCalled();
});

test('either choice gives the same numbers, and so does an entry that fits no call', async () => {
  const [ours] = await valuesOf(backend, product);
  software.value = false;
  addChoices([choice('BatchMatMul of an older version', 'stride')]);
  const [stock] = await valuesOf(backend, product);
  expectClose(stock!, ours!);
});
