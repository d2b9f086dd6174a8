import { expect, test } from 'vitest';
import { startEngine } from './engine-events.ts';
import { setHalfKernels } from './half-kernels.ts';
import { fakeEngine } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';

test('kernels of 16 bits are forbidden until the person allows them, and the engine hears of both', async () => {
  const told: boolean[] = [];
  const engine = fakeEngine({ allowHalfKernels: async (isAllowed) => void told.push(isAllowed) });
  const stride = testStride({ engine });
  await startEngine(stride);
  expect(told).toEqual([false]);
  await setHalfKernels(stride, true);
  expect(told).toEqual([false, true]);
  expect(stride.preferences.getState().halfKernels).toBe(true);
  await startEngine(stride);
  expect(told.at(-1)).toBe(true);
});
