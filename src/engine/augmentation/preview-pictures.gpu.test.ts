import { beforeAll } from 'vitest';
import { openWebGPU } from '../kernels/testing/webgpu-backend.ts';
import { testPreview } from './testing/preview-cases.ts';

beforeAll(async () => {
  await openWebGPU();
});

testPreview();
