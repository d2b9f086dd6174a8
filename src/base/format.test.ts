import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatFlops, formatPercent, formatShape } from './format.ts';

/** Units stand behind a narrow no-break space. */
const n = (text: string) => text.replaceAll('_', '\u202f');

test.each([
  [formatCount(225034), '225,034'],
  [formatShape([26, 26, 32]), '26 × 26 × 32'],
  [formatShape([10]), '10'],
  [formatShape([]), 'scalar'],
  [formatBytes(0), '0_B'],
  [formatBytes(999), '999_B'],
  [formatBytes(1000), '1.0_kB'],
  [formatBytes(900136), '900_kB'],
  [formatBytes(999_600), '1.0_MB'],
  [formatFlops(5_300_000), '5.3_MFLOP'],
  [formatFlops(7.7e15), '7700_TFLOP'],
  [formatDuration(-5), '0_s'],
  [formatDuration(59_499), '59_s'],
  [formatDuration(95_000), '1_min 35_s'],
  [formatDuration(3_660_000), '1_h 1_min'],
  [formatDuration(Number.NaN), '…'],
  [formatPercent(0.8514), '85.1_%'],
  [formatPercent(1, 0), '100_%'],
])('%s', (written, expected) => {
  expect(written).toBe(n(expected));
});
