/** One variant of a kernel call, run on tensors of its own. */
import { dispose, fill, type Tensor, type TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { messageOf } from '#base/errors.ts';
import type { KernelVariant } from '#protocol/kernels.ts';
import { type TunableCall, variantsOf } from './tunable-call.ts';

export type Inputs = Readonly<Record<string, Tensor>>;

/** What the values are makes no difference to the time. The caller disposes them. */
export function inputsOf({ shapes }: TunableCall): Inputs {
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, fill([...shape], 0.5)]));
}

function runVariant(backend: WebGPUBackend, { attrs, variants }: TunableCall, name: KernelVariant, inputs: Inputs) {
  const output: TensorInfo | TensorInfo[] = variants[name]?.({ inputs, attrs, backend }) ?? [];
  for (const { dataId } of [output].flat()) backend.disposeData(dataId);
}

/** Runs variants of a call once each, all that it has unless some are named, such as for the programs that they need. */
export function runVariants(backend: WebGPUBackend, call: TunableCall, names = variantsOf(call)): void {
  const inputs = inputsOf(call);
  try {
    for (const name of names) runVariant(backend, call, name, inputs);
  } finally {
    dispose(inputs);
  }
}

function submitWork(backend: WebGPUBackend): void {
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
}

async function finishWork(backend: WebGPUBackend): Promise<void> {
  submitWork(backend);
  await backend.device.queue.onSubmittedWorkDone();
}

/** Milliseconds a call of one variant takes, from `repeats` calls in a row. */
export async function timeOf(
  backend: WebGPUBackend,
  call: TunableCall,
  name: KernelVariant,
  inputs: Inputs,
  repeats: number,
): Promise<number> {
  await finishWork(backend);
  const start = performance.now();
  for (let repeat = 0; repeat < repeats; repeat++) runVariant(backend, call, name, inputs);
  await finishWork(backend);
  return (performance.now() - start) / repeats;
}

/** What a device may say of work that it does not do. */
const filters = ['validation', 'out-of-memory', 'internal'] as const;

/** Why the device would not do what was recorded, or null where it did. Nobody else hears of it. */
export async function complaintOf(device: GPUDevice, record: () => void): Promise<string | null> {
  for (const filter of filters) device.pushErrorScope(filter);
  let complaint: string | null = null;
  try {
    record();
  } catch (thrown) {
    complaint = messageOf(thrown);
  }
  const scopes = await Promise.allSettled(filters.map(() => device.popErrorScope()));
  for (const scope of scopes) if (scope.status === 'fulfilled' && scope.value) complaint ??= scope.value.message;
  return complaint;
}

/** Milliseconds of the first call of a variant; or why the driver would not do it. */
export type FirstCall = number | { readonly refused: string; readonly isDeviceLost: boolean };

/** Calls a variant for the first time, on a device that may refuse it, or break under it. */
export async function firstCall(
  backend: WebGPUBackend,
  call: TunableCall,
  name: KernelVariant,
  inputs: Inputs,
): Promise<FirstCall> {
  const { device } = backend;
  await finishWork(backend);
  const start = performance.now();
  const complaint = await complaintOf(device, () => {
    runVariant(backend, call, name, inputs);
    submitWork(backend);
  });
  await device.queue.onSubmittedWorkDone();
  const milliseconds = performance.now() - start;
  const loss = await Promise.race([device.lost, Promise.resolve(null)]);
  if (loss) return { refused: `the device was lost while it ran: ${loss.message || loss.reason}`, isDeviceLost: true };
  return complaint === null ? milliseconds : { refused: complaint, isDeviceLost: false };
}
