import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { choiceFor, clearChoices, currentChoices, type KernelChoice, setChoices } from './kernel-choices.ts';
import { type ChoiceStore, recordCalls, tuneKernels } from './tune-kernels.ts';

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

function memoryStore(): ChoiceStore & { readonly saved: Map<string, Readonly<Record<string, KernelChoice>>> } {
  const saved = new Map<string, Readonly<Record<string, KernelChoice>>>();
  return {
    saved,
    load: async (adapter) => saved.get(adapter),
    save: async (adapter, choices) => {
      saved.set(adapter, choices);
    },
  };
}

test('ours runs on a software adapter and the stock kernel on a graphics card, until one is chosen by measuring', () => {
  const [call] = callsOf(product);
  expect(choiceFor(backend, call!.key)).toBe('stride');
  software.value = false;
  expect(choiceFor(backend, call!.key)).toBe('stock');
  setChoices({ [call!.key]: 'stride' });
  expect(choiceFor(backend, call!.key)).toBe('stride');
});

test('tuning measures each distinct call once, keeps the winners by adapter and takes them over', async () => {
  const calls = callsOf(() => {
    product();
    return product();
  });
  expect(calls.length).toBe(1);
  software.value = false;
  const store = memoryStore();
  const progress: number[] = [];
  await tuneKernels(backend, calls, { store, onProgress: (done) => progress.push(done) });
  const [choices] = store.saved.values();
  expect(Object.keys(choices!)).toEqual([calls[0]!.key]);
  expect(currentChoices()).toEqual(choices);
  expect(progress).toEqual([1]);
  await tuneKernels(backend, calls, { store, onProgress: (done) => progress.push(done) });
  expect(progress).toEqual([1]);
});

test('an aborted tuning measures nothing more', async () => {
  const calls = callsOf(product);
  software.value = false;
  const store = memoryStore();
  await tuneKernels(backend, calls, { store, signal: AbortSignal.abort() });
  expect([...store.saved.values()]).toEqual([{}]);
});

test('either choice gives the same numbers, and so does an entry that fits no call', async () => {
  const [ours] = await valuesOf(backend, product);
  software.value = false;
  setChoices({ 'BatchMatMul of an older version': 'stride' });
  const [stock] = await valuesOf(backend, product);
  expectClose(stock!, ours!);
});
