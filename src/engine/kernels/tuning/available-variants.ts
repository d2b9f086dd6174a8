/** Which forms of a kernel this device can run, and this person lets run. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelVariant } from '#protocol/kernels.ts';
import { subgroupWorkgroupSize } from '../product/subgroup-product.wgsl.ts';
import { isHalfAllowed } from './half-permission.ts';

export function isAvailable({ device }: WebGPUBackend, variant: KernelVariant): boolean {
  switch (variant) {
    case 'half':
      return isHalfAllowed() && device.features.has('shader-f16');
    case 'subgroup':
      return device.features.has('subgroups') && device.adapterInfo.subgroupMaxSize <= subgroupWorkgroupSize;
    default:
      return true;
  }
}
