import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { uniformAt } from '#base/random.ts';
import { checkCases } from '../testing/check-cases.ts';
import { openWebGPU } from '../testing/webgpu-backend.ts';
import { dropoutMask } from './dropout-mask.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

test('the mask is the one the processor draws, for any seed, rate and shape', async () => {
  const draw = fc.record({
    shape: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
    rate: fc.constantFrom(0, 0.1, 0.25, 0.5, 0.9),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  });
  await checkCases(backend, draw, ({ shape, rate, seed }) => ({
    run: () => dropoutMask(shape, rate, seed),
    check: ([mask]) => {
      const kept = Math.fround(1 / (1 - rate));
      const expected = Array.from(mask!, (_, index) => (uniformAt(seed, index) < rate ? 0 : kept));
      expect([...mask!]).toEqual(expected);
    },
  }));
});
