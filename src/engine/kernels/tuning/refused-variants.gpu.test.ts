/** What a driver refuses is left out and remembered; the rest is measured as ever. */

import type { KernelFunc } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { KernelVariant } from '#protocol/kernels.ts';
import { kernelChoiceRepository } from '#storage/kernel-choice-repository.ts';
import { memoryRecords } from '#storage/testing/memory-records.ts';
import { startWebgpu } from '../../backend/webgpu.ts';
import { tuneStep } from '../../training/tune-step.ts';
import { runKernel } from '../run-kernel.ts';
import { randomValues } from '../testing/random-values.ts';
import { loadChoices } from './choice-store.ts';
import { clearChoices, currentChoices } from './kernel-choices.ts';
import { parseKernelChoices } from './parse-kernel-choices.ts';
import { recordCalls, type TunableCall } from './tunable-call.ts';
import { callsToMeasure } from './tune-kernels.ts';

vi.mock('../software-adapter.ts', () => ({ isSoftwareAdapter: () => false }));

let backend: WebGPUBackend;
const failed = vi.fn();
beforeAll(async () => {
  const { webgpu } = await startWebgpu({ lost: () => undefined, failed });
  backend = webgpu!;
});
afterEach(clearChoices);

function productCall(others: Readonly<Partial<Record<KernelVariant, KernelFunc>>>): TunableCall {
  const [a, b] = [tf.tensor2d(randomValues(40, 1), [5, 8]), tf.tensor2d(randomValues(48, 2), [8, 6])];
  const [call] = recordCalls(() => tf.dispose([tf.matMul(a, b), a, b]));
  const { stride, stock } = call!.variants;
  return { ...call!, variants: { stride: stride!, ...others, stock: stock! } };
}

const storeOf = () => kernelChoiceRepository(memoryRecords(), parseKernelChoices);
const tune = (call: TunableCall, store = storeOf()) =>
  tuneStep(backend, [call], { store, signal: new AbortController().signal, emit: () => undefined });

/** A variant whose program no compiler takes. */
const broken: KernelFunc = ({ inputs: { a }, backend: device }) =>
  runKernel(
    device as WebGPUBackend,
    { name: 'broken', code: () => 'fn main(index : i32) { nowhere[index] = 1.0; }' },
    {
      parameters: {},
      inputs: [{ name: 'a', tensor: a!, components: 1 }],
      outputShape: [4],
      outputComponents: 1,
      invocations: [4, 1],
    },
  );

/** A variant that cannot even be recorded. */
const throwing: KernelFunc = () => {
  throw new Error('It needs more workgroups than a dispatch may have.');
};

test('a variant that the driver refuses is left out alone, for good, and the Backend page hears why', async () => {
  const { numTensors } = tf.memory();
  const call = productCall({ shared: broken, subgroup: throwing });
  const store = storeOf();
  await tune(call, store);
  const [choice] = currentChoices();
  expect(Object.keys(choice!.milliseconds).toSorted()).toEqual(['stock', 'stride']);
  expect(choice!.milliseconds).toHaveProperty(choice!.chosen);
  expect(choice!.refused).toEqual({
    shared: expect.stringContaining('nowhere'),
    subgroup: 'It needs more workgroups than a dispatch may have.',
  });
  // It is no fault that a person has to hear of.
  expect(failed).not.toHaveBeenCalled();
  expect(tf.memory().numTensors).toBe(numTensors);
  await loadChoices(backend, store);
  expect(currentChoices()).toEqual([choice]);
  expect(callsToMeasure(backend, [call])).toEqual([]);
});

test('a call whose every variant is refused is served as before', async () => {
  const call = productCall({});
  await tune({ ...call, variants: { stride: throwing, stock: throwing } });
  expect(currentChoices()).toEqual([]);
});

test('a variant that takes the device with it is not tried again on the next one', async () => {
  const fatal: KernelFunc = ({ inputs, backend: device }) => {
    // Once it is measured: while programs are only asked for, nothing runs.
    if (!tf.env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')) (device as WebGPUBackend).device.destroy();
    return (device as WebGPUBackend).makeTensorInfo([...inputs.a!.shape], 'float32');
  };
  const call = productCall({ shared: fatal });
  const store = storeOf();
  await tune(call, store);
  await loadChoices(backend, store);
  const [choice] = currentChoices();
  expect(choice).toMatchObject({ chosen: 'stride', refused: { shared: expect.stringContaining('device was lost') } });
  const [open] = callsToMeasure(backend, [call]);
  expect(Object.keys(open!.variants)).toEqual(['stride', 'stock']);
});
