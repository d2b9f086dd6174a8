/** The last rung: JavaScript on the processor. Always holds. */
import * as tf from '@tensorflow/tfjs';
import type { Rung } from './standing-backend.ts';

export async function startCpu(): Promise<Rung> {
  await tf.setBackend('cpu');
  return { adapter: '', isSoftware: false, webgpu: null, fence: null, destroy: null };
}
