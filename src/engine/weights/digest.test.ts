import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hasHash } from './digest.ts';

// RFC 1321 and FIPS 180-4.
test.each([
  ['md5', '', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['md5', 'message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['sha256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
] as const)('the %s of “%s” is the published one', async (algorithm, text, hex) => {
  expect(await hasHash(new Blob([text]), { algorithm, hex })).toBe(true);
  expect(await hasHash(new Blob([`${text} `]), { algorithm, hex })).toBe(false);
});

test.each(['md5', 'sha256'] as const)('the %s of a file of several pieces is that of the whole', async (algorithm) => {
  const bytes = Uint8Array.from({ length: 17_000_001 }, (_, index) => (index * 31) % 253);
  const hex = createHash(algorithm).update(bytes).digest('hex');
  expect(await hasHash(new Blob([bytes]), { algorithm, hex })).toBe(true);
});
