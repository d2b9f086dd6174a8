import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

test('file names hold what every file system takes', () => {
  expect(fileNameOf('Lecture CNN', '.stride.json')).toBe('lecture-cnn.stride.json');
  expect(fileNameOf('  ../été: 2/3 ', '.svg')).toBe('été-2-3.svg');
  expect(fileNameOf('***', '.csv')).toBe('network.csv');
});
