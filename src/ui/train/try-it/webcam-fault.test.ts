import { expect, test } from 'vitest';
import { webcamFault } from './webcam-fault.ts';

test('denied, missing, busy and unsupported each have their own sentence and remedy', () => {
  const faults = ['NotAllowedError', 'NotFoundError', 'NotReadableError', 'TypeError'].map(webcamFault);
  expect(new Set(faults.map(({ code }) => code)).size).toBe(4);
  expect(new Set(faults.map(({ message }) => message)).size).toBe(4);
  expect(new Set(faults.map(({ remedy }) => remedy)).size).toBe(4);
});
