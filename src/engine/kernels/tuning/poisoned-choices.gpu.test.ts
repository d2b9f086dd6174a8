/** Whatever lies in the store of kernel choices, the numbers are right: a choice can only cost time. */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { kernelVariants } from '#protocol/kernels.ts';
import { kernelChoiceRepository } from '#storage/kernel-choice-repository.ts';
import { memoryRecords } from '#storage/testing/memory-records.ts';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { loadChoices, saveChoices } from './choice-store.ts';
import { addChoices, clearChoices, currentChoices } from './kernel-choices.ts';
import { parseKernelChoices } from './parse-kernel-choices.ts';
import { recordCalls } from './tunable-call.ts';

vi.mock('../software-adapter.ts', () => ({ isSoftwareAdapter: () => false }));

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});
afterEach(clearChoices);

const tensor = (shape: number[], seed: number) => tf.tensor(randomValues(tf.util.sizeFromShape(shape), seed), shape);

/** Every kernel that has variants, forward and backward. */
function everything(): tf.Tensor[] {
  const x = tensor([2, 7, 6, 4], 1) as tf.Tensor4D;
  const filter = tensor([3, 3, 4, 8], 2) as tf.Tensor4D;
  const flat = tensor([5, 12], 3) as tf.Tensor2D;
  const kernel = tensor([12, 9], 4) as tf.Tensor2D;
  const convolved = (a: tf.Tensor, f: tf.Tensor) => tf.conv2d(a as tf.Tensor4D, f as tf.Tensor4D, 1, 'same');
  const product = (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b);
  const bias = tensor([9], 5) as tf.Tensor1D;
  return [
    convolved(x, filter),
    ...tf.grads((a, f) => tf.square(convolved(a!, f!)))([x, filter]),
    product(flat, kernel),
    ...tf.grads((a, b) => tf.square(product(a!, b!)))([flat, kernel]),
    tf.fused.matMul({ a: flat, b: kernel, bias, activation: 'relu' }),
    tf.fused.conv2d({ x, filter, strides: 1, pad: 'same', activation: 'relu' }),
  ];
}

/** What a store may hold for a call: the loser as the winner, another kernel's name, other shapes, nonsense. */
const poisons: Readonly<Record<string, (key: string) => unknown>> = {
  'the one that was slower': (key) => ({
    key,
    kernel: 'BatchMatMul',
    shapes: [[1]],
    chosen: 'stride',
    milliseconds: { stride: 1e9, stock: 0 },
  }),
  'stock kernels whatever was measured': (key) => ({
    key,
    kernel: 'Conv2D',
    shapes: [],
    chosen: 'stock',
    milliseconds: { stride: 0, stock: 1e9 },
  }),
  'tiles in workgroup memory for every kernel': (key) => ({
    key,
    kernel: 'Conv2D',
    shapes: [],
    chosen: 'shared',
    milliseconds: { shared: 0 },
  }),
  'subgroups for every kernel': (key) => ({
    key,
    kernel: 'Conv2D',
    shapes: [],
    chosen: 'subgroup',
    milliseconds: { subgroup: 0 },
  }),
  'numbers of 16 bits, which nobody allowed': (key) => ({
    key,
    kernel: 'Conv2D',
    shapes: [],
    chosen: 'half',
    milliseconds: { half: 0 },
  }),
  'a variant that there is no more': (key) => ({
    key,
    kernel: 'Conv2D',
    shapes: [],
    chosen: 'tiles of 1999',
    milliseconds: { stride: 1, stock: 1 },
  }),
  'the name of a method of every object': (key) => ({
    key,
    kernel: 'Conv2D',
    shapes: [],
    chosen: 'constructor',
    milliseconds: { stride: 1, stock: 1 },
  }),
  'no times': (key) => ({ key, kernel: 'Conv2D', shapes: [], chosen: 'stride' }),
  nothing: () => null,
};

test.for(Object.entries(poisons))('a store that holds %s changes no number', async ([, poison]) => {
  const expected = await valuesOf(backend, everything);
  const keys = recordCalls(() => tf.dispose(tf.tidy(everything))).map(({ key }) => key);
  expect(keys.length).toBeGreaterThan(6);

  const records = memoryRecords();
  const store = kernelChoiceRepository(records, parseKernelChoices);
  // Under the name by which this adapter asks.
  addChoices(parseKernelChoices([poisons['the one that was slower']?.('any')]));
  await saveChoices(backend, store);
  for (const name of records.records.keys()) records.records.set(name, keys.map(poison));
  await loadChoices(backend, store);
  expect(currentChoices().every(({ chosen }) => kernelVariants.includes(chosen))).toBe(true);

  const actual = await valuesOf(backend, everything);
  expect(actual).toHaveLength(expected.length);
  for (const [index, values] of actual.entries()) expectClose(values, expected[index]!, 1e-4);
});
