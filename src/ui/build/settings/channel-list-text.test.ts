import { expect, test } from 'vitest';
import { channelListText } from './channel-list-text.ts';

test('a number for each of three channels is shown in full, rounded', () => {
  expect(channelListText([-2.117903930131004, 0.5, 0])).toBe('-2.118, 0.5, 0');
});

test('a long list says how long it is', () => {
  expect(channelListText(new Array(2048).fill(1))).toBe('1, 1, 1, 1, 1, 1, 1, 1, … 2,048 in all');
});
