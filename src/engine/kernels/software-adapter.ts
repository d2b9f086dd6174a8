/** Whether kernels run on the processor: it decides which variant serves before anything was measured. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

const softwareNames = /swiftshader|llvmpipe|lavapipe|software|basic render/i;

export function isSoftwareAdapter(backend: WebGPUBackend): boolean {
  const { adapterInfo } = backend.device;
  return (
    adapterInfo.isFallbackAdapter ||
    softwareNames.test(
      `${adapterInfo.vendor} ${adapterInfo.architecture} ${adapterInfo.device} ${adapterInfo.description}`,
    )
  );
}
