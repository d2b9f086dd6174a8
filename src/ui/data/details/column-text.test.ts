import { expect, test } from 'vitest';
import { channelText } from './column-text.ts';

test('channels are told with what they are', () => {
  expect(channelText(4)).toBe('4, RGB and alpha');
  expect(channelText(0)).toBe('not said by the file');
});
