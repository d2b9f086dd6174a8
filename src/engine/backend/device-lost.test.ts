import { expect, test } from 'vitest';
import { causeOf, deviceLost } from './device-lost.ts';

const aborted = new Error('mapAsync was aborted');

test('a call that fails because the device goes away is told as the loss, though the loss is told later', async () => {
  const lost = Promise.resolve().then(() => 'the driver crashed');
  expect(await causeOf(aborted, lost)).toMatchObject({
    code: 'device-lost',
    message: expect.stringContaining('the driver crashed'),
  });
});

test('any other failure keeps its own reason', async () => {
  const never = new Promise<string>(() => {});
  expect(await causeOf(aborted, never)).toBe(aborted);
  expect(await causeOf(aborted, null)).toBe(aborted);
  const known = deviceLost('once');
  expect(await causeOf(known, never)).toBe(known);
});
