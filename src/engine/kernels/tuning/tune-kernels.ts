/**
 * Measures, for the kernel calls of a model at hand, whether ours or tfjs's is faster on this device, and keeps the
 * answers in an injected store, by adapter. It works on tensors of its own, between other work, and can be stopped.
 */
import {
  dispose,
  type KernelFunc,
  type NamedAttrMap,
  randomUniform,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { isSoftwareAdapter } from '../software-adapter.ts';
import { type KernelChoice, setChoices } from './kernel-choices.ts';

/** Where choices outlive the page, such as IndexedDB. Keys are adapters' names. */
export interface ChoiceStore {
  readonly load: (adapter: string) => Promise<Readonly<Record<string, KernelChoice>> | undefined>;
  readonly save: (adapter: string, choices: Readonly<Record<string, KernelChoice>>) => Promise<void>;
}

/** A kernel call that was seen, with both functions that could have served it. */
export interface TunableCall {
  readonly key: string;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly attrs: NamedAttrMap;
  readonly stride: KernelFunc;
  readonly stock: KernelFunc;
}

let seen: Map<string, TunableCall> | undefined;

/** Called at every call of a kernel with two forms; remembers it while a recording is on. */
export function recordCall(call: TunableCall): void {
  seen?.set(call.key, call);
}

/** Runs a function, such as one training step, and returns the distinct kernel calls it made. */
export function recordCalls(run: () => void): readonly TunableCall[] {
  seen = new Map();
  try {
    run();
    return [...seen.values()];
  } finally {
    seen = undefined;
  }
}

async function finishWork(backend: WebGPUBackend): Promise<void> {
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  await backend.device.queue.onSubmittedWorkDone();
}

const rounds = 3;
/** Calls in a row: one alone would measure how long the queue takes to answer. */
const callsPerRound = 4;

/** Least milliseconds of a round of each candidate; the first round compiles and does not count. */
async function measure(backend: WebGPUBackend, { shapes, attrs, stride, stock }: TunableCall): Promise<KernelChoice> {
  const inputs: Record<string, Tensor> = {};
  for (const [name, shape] of Object.entries(shapes)) inputs[name] = randomUniform([...shape]);
  const least = { stride: Number.POSITIVE_INFINITY, stock: Number.POSITIVE_INFINITY };
  for (let round = 0; round <= rounds; round++) {
    for (const [choice, kernelFunc] of [
      ['stride', stride],
      ['stock', stock],
    ] as const) {
      await finishWork(backend);
      const start = performance.now();
      for (let call = 0; call < callsPerRound; call++) {
        const output: TensorInfo | TensorInfo[] = kernelFunc({ inputs, attrs, backend });
        for (const { dataId } of Array.isArray(output) ? output : [output]) backend.disposeData(dataId);
      }
      await finishWork(backend);
      if (round > 0) least[choice] = Math.min(least[choice], performance.now() - start);
    }
  }
  dispose(inputs);
  return least.stride <= least.stock ? 'stride' : 'stock';
}

function adapterName(backend: WebGPUBackend): string {
  const { vendor, architecture, device, description } = backend.device.adapterInfo;
  return [vendor, architecture, device, description].join(' ');
}

export interface TuningOptions {
  readonly store: ChoiceStore;
  /** Ends the tuning between two kernels; what was measured until then is kept. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Chooses for every call that has no stored choice. Software adapters are not tuned: there the choice is clear.
 *
 * @param calls what `recordCalls` returned for the model at hand
 */
export async function tuneKernels(
  backend: WebGPUBackend,
  calls: readonly TunableCall[],
  { store, signal, onProgress }: TuningOptions,
): Promise<void> {
  if (isSoftwareAdapter(backend)) return;
  const adapter = adapterName(backend);
  const known: Record<string, KernelChoice> = { ...(await store.load(adapter)) };
  setChoices(known);
  const open = calls.filter((call) => !(call.key in known));
  for (const [index, call] of open.entries()) {
    if (signal?.aborted) break;
    known[call.key] = await measure(backend, call);
    setChoices(known);
    onProgress?.(index + 1, open.length);
  }
  await store.save(adapter, known);
}
