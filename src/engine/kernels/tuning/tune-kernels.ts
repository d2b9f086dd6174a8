/**
 * Measures, for the kernel calls of a model at hand, which of our forms and tfjs's is the fastest on this device. It works on
 * tensors of its own, within a budget of time, and can be stopped.
 */
import { dispose, fill, type KernelFunc, type NamedAttrMap, type Tensor, type TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelChoice, type KernelVariant, kernelVariants } from '#protocol/kernels.ts';
import { isSoftwareAdapter } from '../software-adapter.ts';
import { addChoices, fastestOf, isMeasured } from './kernel-choices.ts';

/** A kernel call that was seen, with every function that could have served it. */
export interface TunableCall {
  readonly key: string;
  readonly kernelName: string;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly attrs: NamedAttrMap;
  readonly variants: Readonly<Partial<Record<KernelVariant, KernelFunc>>>;
}

let seen: Map<string, TunableCall> | undefined;

/** Called at every call of a kernel with several forms; remembers it while a recording is on. */
export function recordCall(key: string, call: () => TunableCall): void {
  seen?.set(key, call());
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

/** The calls that a measurement would say something about. None on a software adapter: there the choice is clear. */
export function callsToMeasure(backend: WebGPUBackend, calls: readonly TunableCall[]): readonly TunableCall[] {
  if (isSoftwareAdapter(backend)) return [];
  return calls.filter((call) => {
    const variants = variantsOf(call);
    return variants.length > 1 && !isMeasured(call.key, variants);
  });
}

type Inputs = Readonly<Record<string, Tensor>>;

/** What the values are makes no difference to the time. */
function inputsOf({ shapes }: TunableCall): Inputs {
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, fill([...shape], 0.5)]));
}

function runVariant(backend: WebGPUBackend, { attrs, variants }: TunableCall, name: KernelVariant, inputs: Inputs) {
  const output: TensorInfo | TensorInfo[] = variants[name]?.({ inputs, attrs, backend }) ?? [];
  for (const { dataId } of [output].flat()) backend.disposeData(dataId);
}

function variantsOf({ variants }: TunableCall): readonly KernelVariant[] {
  return kernelVariants.filter((name) => variants[name] !== undefined);
}

/** Runs every variant of a call once, such as for the programs that they need. */
export function runVariants(backend: WebGPUBackend, call: TunableCall): void {
  const inputs = inputsOf(call);
  try {
    for (const name of variantsOf(call)) runVariant(backend, call, name, inputs);
  } finally {
    dispose(inputs);
  }
}

async function finishWork(backend: WebGPUBackend): Promise<void> {
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  await backend.device.queue.onSubmittedWorkDone();
}

/** Milliseconds a call of one variant takes, from `repeats` calls in a row. */
async function timeOf(
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

const rounds = 3;
/** Calls in a row: one alone would measure how long the queue takes to answer. */
const callsPerRound = 4;
/** Milliseconds of one call from which on the queue's answer is nothing beside it, and one call says enough. */
const longCall = 20;
/** Milliseconds of a first call that cannot all have gone into making buffers and waiting for the queue. */
const tellingCall = 2;
/** A variant so many times slower than the fastest will not catch up. */
const hopeless = 3;

/**
 * Least milliseconds of a call of each variant, by rounds in turn, of which the first is one call to warm up. Null where
 * it was over before the numbers said anything.
 */
async function measure(
  backend: WebGPUBackend,
  call: TunableCall,
  isOver: () => boolean,
): Promise<KernelChoice['milliseconds'] | null> {
  const inputs = inputsOf(call);
  const names = variantsOf(call);
  const least: Partial<Record<KernelVariant, number>> = {};
  const isLong = (name: KernelVariant) => (least[name] ?? 0) >= longCall;
  const isHopeless = (name: KernelVariant, round: number) => {
    const milliseconds = least[name] ?? 0;
    const isTelling = round > 1 || milliseconds >= tellingCall;
    return isTelling && milliseconds > hopeless * Math.min(...Object.values(least));
  };
  try {
    for (let round = 0; round <= rounds; round++) {
      // Once every variant was called: before that, the fastest of all is not known.
      const open = round === 0 ? names : names.filter((name) => !isLong(name) && !isHopeless(name, round));
      for (const name of open) {
        // One call each tells a long one from a short one, but not two short ones from each other.
        if (isOver()) return names.some(isLong) && names.every((variant) => variant in least) ? least : null;
        const milliseconds = await timeOf(backend, call, name, inputs, round === 0 ? 1 : callsPerRound);
        least[name] = Math.min(least[name] ?? Number.POSITIVE_INFINITY, milliseconds);
      }
    }
    return least;
  } finally {
    dispose(inputs);
  }
}

/** Milliseconds that a run may spend on measuring before its first step. What is left then waits for the next run. */
const usualBudget = 1500;

export interface TuningOptions {
  /** Ends the tuning between two rounds; what was measured until then is kept. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  /** Milliseconds in all. */
  readonly budget?: number;
}

/**
 * Measures the calls in their order and puts the winners in force, as far as the budget reaches.
 *
 * @param calls of `callsToMeasure`
 */
export async function tuneKernels(
  backend: WebGPUBackend,
  calls: readonly TunableCall[],
  { signal, onProgress, budget = usualBudget }: TuningOptions,
): Promise<void> {
  const deadline = performance.now() + budget;
  const isOver = () => signal.aborted || performance.now() > deadline;
  for (const [index, call] of calls.entries()) {
    if (isOver()) return;
    onProgress(index, calls.length);
    const milliseconds = await measure(backend, call, isOver);
    if (milliseconds === null) return;
    const { key, kernelName: kernel } = call;
    const chosen = fastestOf(milliseconds);
    if (chosen) addChoices([{ key, kernel, shapes: Object.values(call.shapes), chosen, milliseconds }]);
  }
  onProgress(calls.length, calls.length);
}
