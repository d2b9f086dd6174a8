/** How finely a sum is worth splitting: a processor core needs few invocations, a graphics card many thousands. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { isSoftwareAdapter } from './software-adapter.ts';

const onSoftware = 512;
const onHardware = 16_384;

/** The number of invocations that keeps the device busy. */
export function invocationsWanted(backend: WebGPUBackend): number {
  return isSoftwareAdapter(backend) ? onSoftware : onHardware;
}
