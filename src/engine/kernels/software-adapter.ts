/** Whether kernels run on the processor: it decides which variant serves before anything was measured. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { isSoftwareName } from '../backend/software-names.ts';

export function isSoftwareAdapter(backend: WebGPUBackend): boolean {
  const { vendor, architecture, device, description, isFallbackAdapter } = backend.device.adapterInfo;
  return isFallbackAdapter || isSoftwareName(`${vendor} ${architecture} ${device} ${description}`);
}
