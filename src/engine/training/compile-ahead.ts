/**
 * Compiles the GPU programs of a step before the first one, all at once. tfjs compiles each program when it first needs
 * it, one after another, while nothing else happens; its backend can instead be told to only ask for the programs
 * (`WEBGPU_ENGINE_COMPILE_ONLY`), which the driver then makes in parallel.
 */

import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { StrideError } from '#base/errors.ts';

type PipelineCache = Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;

/** The backend's own cache of compiled programs: private there, and the only way to hear when one is ready. */
function pipelinesOf(backend: WebGPUBackend): PipelineCache {
  return (backend as unknown as { readonly pipelineCache: PipelineCache }).pipelineCache;
}

/**
 * Compiles all programs that `dryRun` would run; it is executed once without any effect on the device, so what it
 * computes is garbage and must be thrown away. Throws a `StrideError` with code `shader-failed` where the driver refuses
 * one. Operations of others meanwhile are safe: they compile for themselves.
 */
export async function compileAhead(
  backend: WebGPUBackend,
  dryRun: () => void,
  report: (done: number, total: number) => void,
): Promise<void> {
  const pipelines = pipelinesOf(backend);
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
  try {
    dryRun();
  } finally {
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
  }
  const pending = Object.entries(pipelines).filter(([, pipeline]) => pipeline instanceof Promise);
  // A promise left in the cache makes tfjs throw wherever the program is wanted before it is ready.
  for (const [key] of pending) delete pipelines[key];
  let done = 0;
  report(done, pending.length);
  const finished = await Promise.allSettled(
    pending.map(async ([key, pipeline]) => {
      pipelines[key] ??= await pipeline;
      report(++done, pending.length);
    }),
  );
  const refused = finished.find((result) => result.status === 'rejected');
  if (refused === undefined) return;
  throw new StrideError({
    code: 'shader-failed',
    message: `The graphics driver could not compile a program that this network needs: ${String(refused.reason)}`,
    remedy: 'Update the graphics driver or the browser, or choose another backend.',
    cause: refused.reason,
  });
}
