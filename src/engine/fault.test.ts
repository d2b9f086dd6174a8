import { expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import { faultOf } from './fault.ts';

test.each([
  ['Failed to fetch dynamically imported module: https://stride.example/assets/open-sources.js', 'part-not-loaded'],
  ['error loading dynamically imported module: https://stride.example/assets/open-sources.js', 'part-not-loaded'],
  ['Importing a module script failed.', 'part-not-loaded'],
  ['Array buffer allocation failed', 'out-of-memory'],
  ['x is not a function', 'unexpected'],
])('%s is the fault %s', (message, code) => {
  const fault = faultOf(new TypeError(message));
  expect(fault.code).toBe(code);
  expect(fault.message.includes(message)).toBe(code === 'unexpected');
  expect(fault.remedy).not.toBe('');
});

test('an error of Stride’s own crosses with its words', () => {
  const error = new StrideError({ code: 'offline', message: 'No network.', remedy: 'Connect.' });
  expect(faultOf(error)).toEqual({ code: 'offline', message: 'No network.', remedy: 'Connect.' });
});
