import { expect, test } from 'vitest';
import { sampleLabel } from './sample-text.ts';

test('a sample says its number, its class and, where there are splits, its split', () => {
  expect(sampleLabel({ number: 1200, className: 'cat', split: null })).toBe('Sample 1,200, class cat');
  expect(sampleLabel({ number: 1, className: 'cat', split: 'validation' })).toBe('Sample 1, class cat, validation');
});
