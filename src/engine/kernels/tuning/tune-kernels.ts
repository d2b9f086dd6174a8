/**
 * Measures, for the kernel calls of a model at hand, which of our forms and tfjs's is the fastest on this device. It works on
 * tensors of its own, within a budget of time, and can be stopped.
 */
import { dispose } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelChoice, KernelVariant } from '#protocol/kernels.ts';
import { isSoftwareAdapter } from '../software-adapter.ts';
import { addChoices, fastestOf, isMeasured, refusalsOf } from './kernel-choices.ts';
import { firstCall, inputsOf, timeOf } from './run-variant.ts';
import { type Refusals, type TunableCall, variantsOf, withoutRefused } from './tunable-call.ts';

/**
 * The calls that a measurement would say something about, without the variants that were refused before. None on a
 * software adapter: there the choice is clear.
 */
export function callsToMeasure(backend: WebGPUBackend, calls: readonly TunableCall[]): readonly TunableCall[] {
  if (isSoftwareAdapter(backend)) return [];
  return calls
    .map((call) => withoutRefused(call, refusalsOf(call.key)))
    .filter((call) => {
      const variants = variantsOf(call);
      return variants.length > 1 && !isMeasured(call.key, variants);
    });
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

interface Outcome {
  /** Least of a call of each variant. */
  readonly milliseconds: KernelChoice['milliseconds'];
  readonly refused: Refusals;
  /** The last of the refused took the device with it. */
  readonly isDeviceLost: boolean;
}

/**
 * Times the variants by rounds in turn, of which the first is one call to warm up, that the driver may refuse. Null where
 * it was over before the numbers said anything.
 */
async function measure(backend: WebGPUBackend, call: TunableCall, isOver: () => boolean): Promise<Outcome | null> {
  const inputs = inputsOf(call);
  const least: Partial<Record<KernelVariant, number>> = {};
  const refused: Partial<Record<KernelVariant, string>> = { ...call.refused };
  const outcome: Outcome = { milliseconds: least, refused, isDeviceLost: false };
  const isLong = (name: KernelVariant) => (least[name] ?? 0) >= longCall;
  const isHopeless = (name: KernelVariant, round: number) => {
    const milliseconds = least[name] ?? 0;
    const isTelling = round > 1 || milliseconds >= tellingCall;
    return isTelling && milliseconds > hopeless * Math.min(...Object.values(least));
  };
  try {
    for (const name of variantsOf(call)) {
      if (isOver()) return null;
      const first = await firstCall(backend, call, name, inputs);
      if (typeof first === 'number') least[name] = first;
      else refused[name] = first.refused;
      if (typeof first !== 'number' && first.isDeviceLost) return { ...outcome, isDeviceLost: true };
    }
    // Every variant was called: before that, the fastest of all is not known.
    const names = variantsOf(call).filter((name) => name in least);
    for (let round = 1; round <= rounds; round++) {
      for (const name of names.filter((one) => !isLong(one) && !isHopeless(one, round))) {
        // One call each tells a long one from a short one, but not two short ones from each other.
        if (isOver()) return names.some(isLong) ? outcome : null;
        const milliseconds = await timeOf(backend, call, name, inputs, callsPerRound);
        least[name] = Math.min(least[name] ?? Number.POSITIVE_INFINITY, milliseconds);
      }
    }
    return outcome;
  } finally {
    dispose(inputs);
  }
}

/** What an outcome says of a call, or undefined where the driver refuses all there is. */
function choiceOf(call: TunableCall, { milliseconds, refused }: Outcome): KernelChoice | undefined {
  // Where the device was lost before anything was timed, the last is tfjs's.
  const chosen = fastestOf(milliseconds) ?? variantsOf(call).findLast((name) => !(name in refused));
  if (chosen === undefined) return undefined;
  const { key, kernelName: kernel, shapes } = call;
  const choice = { key, kernel, shapes: Object.values(shapes), chosen, milliseconds };
  return Object.keys(refused).length > 0 ? { ...choice, refused } : choice;
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
    const outcome = await measure(backend, call, isOver);
    if (outcome === null) return;
    const choice = choiceOf(call, outcome);
    if (choice) addChoices([choice]);
    if (outcome.isDeviceLost) return;
  }
  onProgress(calls.length, calls.length);
}
