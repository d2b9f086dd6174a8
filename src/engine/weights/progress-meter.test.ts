import { expect, test } from 'vitest';
import { progressMeter } from './progress-meter.ts';

test('speed and time left follow what arrived in the last seconds, not what lay there before', () => {
  let time = 0;
  const measure = progressMeter(() => time);
  expect(measure(1_000_000, 2_000_000)).toEqual({ bytesPerSecond: 0, millisecondsLeft: null });
  time = 1000;
  expect(measure(1_100_000, 2_000_000)).toEqual({ bytesPerSecond: 100_000, millisecondsLeft: 9000 });
  time = 8000;
  measure(1_100_000, 2_000_000);
  time = 9000;
  expect(measure(1_300_000, 2_000_000).bytesPerSecond).toBe(200_000);
});

test('where the host names no length there is no time left to tell', () => {
  let time = 0;
  const measure = progressMeter(() => time);
  measure(0, null);
  time = 1000;
  expect(measure(5000, null)).toEqual({ bytesPerSecond: 5000, millisecondsLeft: null });
});
