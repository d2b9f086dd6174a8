/** The last rung: JavaScript on the processor. Always holds. */
import * as tf from '@tensorflow/tfjs';
import { registerCpuKernels } from '../cpu-kernels/register-cpu-kernels.ts';
import type { Rung } from './standing-backend.ts';

export async function startCpu(): Promise<Rung> {
  await tf.setBackend('cpu');
  registerCpuKernels();
  return { adapter: '', isSoftware: false, webgpu: null, fence: null, lost: null, destroy: null };
}
