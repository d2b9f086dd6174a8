import { expect, test } from 'vitest';
import { networkRows, searchRows, sortRows } from './network-rows.ts';

test('a search finds networks by every word of their name, family or licence', () => {
  expect(searchRows(networkRows, 'mobilenet 0.25').map(({ name }) => name)).toEqual(['MobileNet_0.25']);
  expect(searchRows(networkRows, 'VGG').map(({ name }) => name)).toEqual(['VGG16', 'VGG19']);
  expect(searchRows(networkRows, '')).toHaveLength(networkRows.length);
  expect(searchRows(networkRows, 'no such network')).toEqual([]);
});

test('numbers sort as numbers, names by their numbers, and what is missing stands last either way', () => {
  const up = sortRows(networkRows, { column: 'parameters', isDescending: false }, {});
  expect(up[0]?.name).toBe('MobileNet_0.25');
  expect(sortRows(networkRows, { column: 'parameters', isDescending: true }, {})[0]?.name).toBe('VGG19');
  const named = sortRows(networkRows, { column: 'label', isDescending: false }, {}).map(({ name }) => name);
  expect(named.indexOf('ResNet50')).toBeLessThan(named.indexOf('ResNet101'));
  // A time for smaller pictures is none for those that the table speaks of.
  const fastest = { 'VGG16 224': 90, 'VGG19 224': 110, 'ResNet50 64': 5 };
  for (const isDescending of [true, false]) {
    expect(sortRows(networkRows, { column: 'top1', isDescending }, {}).at(-1)?.top1).toBeNull();
    const measured = sortRows(networkRows, { column: 'measured', isDescending }, fastest);
    expect(measured.slice(0, 2).map(({ name }) => name)).toEqual(
      isDescending ? ['VGG19', 'VGG16'] : ['VGG16', 'VGG19'],
    );
  }
});
