import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashPicture } from './hash-picture.ts';

test('many hashed at once are what Node says, small and large', async () => {
  const file = fc.oneof(
    fc.uint8Array(),
    fc.integer({ min: 65_530, max: 65_545 }).map((length) => new Uint8Array(length).fill(length)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 8 }), async (files) => {
      const hashes = await Promise.all(files.map(hashPicture));
      expect(hashes.map((hash) => Buffer.from(hash).toString('hex'))).toEqual(
        files.map((bytes) => createHash('sha256').update(bytes).digest('hex')),
      );
    }),
    { numRuns: 30 },
  );
});
