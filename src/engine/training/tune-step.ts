import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { EngineEvent } from '#protocol/engine.ts';
import { type ChoiceStore, saveChoices } from '../kernels/tuning/choice-store.ts';
import { callsToMeasure, runVariants, type TunableCall, tuneKernels } from '../kernels/tuning/tune-kernels.ts';
import { compileAhead } from './compile-ahead.ts';

export interface TuningRequest {
  readonly store: ChoiceStore;
  readonly signal: AbortSignal;
  readonly emit: (event: EngineEvent) => void;
}

/**
 * Measures those of a step's kernel calls that this device has not met before, and saves the winners. All variants are
 * compiled first, all at once, so that a slow compiler takes nothing from the measurement.
 */
export async function tuneStep(
  backend: WebGPUBackend,
  calls: readonly TunableCall[],
  { store, signal, emit }: TuningRequest,
): Promise<void> {
  const open = callsToMeasure(backend, calls);
  if (open.length === 0) return;
  try {
    await compileAhead(
      backend,
      () => {
        for (const call of open) runVariants(backend, call);
      },
      (done, total) => emit({ type: 'compiling', done, total }),
    );
  } catch {
    // Where a driver refuses the variant that does not serve, the run goes on with the one that does.
    return;
  }
  await tuneKernels(backend, open, { signal, onProgress: (done, total) => emit({ type: 'tuning', done, total }) });
  await saveChoices(backend, store);
}
