import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { EngineEvent } from '#protocol/engine.ts';
import { type ChoiceStore, saveChoices } from '../kernels/tuning/choice-store.ts';
import { compileVariants } from '../kernels/tuning/compile-variants.ts';
import type { TunableCall } from '../kernels/tuning/tunable-call.ts';
import { callsToMeasure, tuneKernels } from '../kernels/tuning/tune-kernels.ts';

export interface TuningRequest {
  readonly store: ChoiceStore;
  readonly signal: AbortSignal;
  readonly emit: (event: EngineEvent) => void;
}

/**
 * Measures those of a step's kernel calls that this device has not met before, and saves the winners, and what the driver
 * refuses. All variants are compiled first, all at once, so that a slow compiler takes nothing from the measurement.
 */
export async function tuneStep(
  backend: WebGPUBackend,
  calls: readonly TunableCall[],
  { store, signal, emit }: TuningRequest,
): Promise<void> {
  const open = callsToMeasure(backend, calls);
  if (open.length === 0) return;
  const compiled = await compileVariants(backend, open, (done, total) => emit({ type: 'compiling', done, total }));
  await tuneKernels(backend, compiled, { signal, onProgress: (done, total) => emit({ type: 'tuning', done, total }) });
  await saveChoices(backend, store);
}
