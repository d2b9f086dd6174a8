import { expect, test } from 'vitest';
import { cameraFault, unplugged } from './camera-fault.ts';

test('denied, missing, busy, unplugged and unsupported each have their own sentence and remedy', () => {
  const faults = ['NotAllowedError', 'NotFoundError', 'NotReadableError', unplugged, 'TypeError'].map(cameraFault);
  expect(new Set(faults.map(({ code }) => code)).size).toBe(5);
  expect(new Set(faults.map(({ message }) => message)).size).toBe(5);
  expect(new Set(faults.map(({ remedy }) => remedy)).size).toBe(5);
});
