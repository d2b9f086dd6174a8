import { expect, test } from 'vitest';
import { cacheText, normalizationText, unfrozenText } from './forecast-text.ts';

const block = (name: string) => ({ name, parameters: 20, learnable: 10 });

test('the blocks that learn are named from the end, a long row in short', () => {
  expect(unfrozenText([])).toMatch(/only the head learns/);
  expect(unfrozenText(['a', 'b'].map(block))).toBe('b, a: 20 parameters learn.');
  expect(unfrozenText(['a', 'b', 'c', 'd', 'e', 'f'].map(block))).toBe('f, e, d, …, a: 60 parameters learn.');
});

test.each([
  [
    { pictures: 0, bytes: 0 },
    { unfrozen: 0, augmentation: 'none' },
    /none is used or made, since the base is run in every step/,
  ],
  [
    { pictures: 1200, bytes: 3e6 },
    { unfrozen: 0, augmentation: 'guide' },
    /1,200 pictures \(3.0.MB\) are not used, since augmented/,
  ],
  [
    { pictures: 5, bytes: 3e3 },
    { unfrozen: 2, augmentation: 'none' },
    /since the unfrozen base no longer gives.*They stay/,
  ],
] as const)('what becomes of %j under %j is said', (kept, settings, text) => {
  expect(cacheText(kept, settings)).toMatch(text);
});

test('that BatchNormalization stays frozen is said with how many', () => {
  expect(normalizationText(3, 2)).toMatch(/the 3 layers in the unfrozen blocks stay frozen/);
  expect(normalizationText(0, 0)).toMatch(/run on the statistics/);
});
