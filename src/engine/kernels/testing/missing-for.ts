/** Whether a device can run a form of a product. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { ProductForm } from '#protocol/kernels.ts';

const features = { half: 'shader-f16', subgroup: 'subgroups' } as const;

/** Why a form cannot be run on this device, or null where it can. */
export function missingFor({ device }: WebGPUBackend, form: ProductForm): string | null {
  const feature = form === 'shared' ? null : features[form];
  return feature === null || device.features.has(feature) ? null : `this adapter has no ${feature}`;
}
