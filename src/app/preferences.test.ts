import { expect, test } from 'vitest';
import { defaultPreferences } from '#state/preferences-store.ts';
import { parsePreferences } from './preferences.ts';

test('what was saved is found again', () => {
  const saved = {
    theme: 'dark',
    weightsMirror: 'https://school.example/',
    halfPrecisionWeights: true,
    halfKernels: true,
    checkpointSeconds: 12,
  } as const;
  expect(parsePreferences(JSON.stringify(saved))).toEqual(saved);
});

test('what is missing takes its default', () => {
  expect(parsePreferences('{"theme":"dark"}')).toEqual({ ...defaultPreferences, theme: 'dark' });
});

test('anything unreadable counts as absent', () => {
  for (const text of [null, '', '{', '"dark"', '{"theme":"pink","weightsMirror":1}', '[]', 'null']) {
    expect(parsePreferences(text)).toEqual(defaultPreferences);
  }
});
