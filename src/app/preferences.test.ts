import { expect, test } from 'vitest';
import { parsePreferences } from './preferences.ts';

test('a saved theme is found again', () => {
  expect(parsePreferences('{"theme":"dark"}')).toEqual({ theme: 'dark' });
});

test('anything unreadable counts as absent', () => {
  for (const text of [null, '', '{', '"dark"', '{"theme":"pink"}', '[]', 'null']) {
    expect(parsePreferences(text)).toEqual({ theme: 'system' });
  }
});
