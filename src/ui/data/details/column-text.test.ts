import { expect, test } from 'vitest';
import { channelText, hashText } from './column-text.ts';

test('a hash is the hex of its own 32 bytes', () => {
  const hashes = new Uint8Array(64);
  hashes[32] = 0xab;
  hashes[63] = 1;
  expect(hashText(hashes, 1)).toBe(`ab${'0'.repeat(60)}01`);
  expect(hashText(new Uint8Array(0), 0)).toBeNull();
});

test('channels are told with what they are', () => {
  expect(channelText(4)).toBe('4, RGB and alpha');
  expect(channelText(0)).toBe('not said by the file');
});
