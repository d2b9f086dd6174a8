import * as tf from '@tensorflow/tfjs';
import type { EngineEvent } from '#protocol/engine.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import type { Network } from '../build/network.ts';
import { compileAhead } from '../training/compile-ahead.ts';

/** Compiles what a base runs on batches of these sizes, all at once; the driver would take its programs one by one. */
export async function compileBase(
  { webgpu }: StandingBackend,
  base: Network,
  sampleShape: readonly [number, number, number],
  batchSizes: readonly number[],
  emit: (event: EngineEvent) => void,
): Promise<void> {
  if (webgpu === null) return;
  const dryRun = () => {
    for (const size of batchSizes) tf.dispose(tf.tidy(() => base.answer(tf.zeros([size, ...sampleShape]))));
  };
  await compileAhead(webgpu, dryRun, (done, total) => emit({ type: 'compiling', done, total }));
}
