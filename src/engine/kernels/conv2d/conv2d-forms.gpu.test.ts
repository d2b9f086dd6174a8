/** Convolutions and their gradients as matrix products, in each form that this device can run. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, test } from 'vitest';
import { productForms } from '#protocol/kernels.ts';
import { checkCases } from '../testing/check-cases.ts';
import { formCases } from '../testing/form-cases.ts';
import { missingFor } from '../testing/missing-for.ts';
import { openWebGPU } from '../testing/webgpu-backend.ts';
import { conv2DCases, conv2DTrial } from './testing/conv2d-trials.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

test.for(productForms)('convolutions and their gradients (%s) equal their references', async (form, { skip }) => {
  const missing = missingFor(backend, form);
  skip(missing !== null, missing ?? '');
  await checkCases(backend, conv2DCases, (drawn) => conv2DTrial(backend, form, drawn), formCases(form));
});
