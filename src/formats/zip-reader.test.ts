import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { defaultZipLimits } from './zip-limits.ts';
import { type RandomAccess, readZip } from './zip-reader.ts';
import { writeZip, type ZipInput } from './zip-writer.ts';

function inMemory(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: async (start, end) => bytes.slice(start, end) };
}

async function unpacked(bytes: Uint8Array, limits = defaultZipLimits): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for await (const entry of readZip(inMemory(bytes), 'pictures.zip', limits)) files[entry.path] = await entry.read();
  return files;
}

async function zipped(files: readonly ZipInput[]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  async function* each() {
    yield* files;
  }
  await writeZip(each(), async (piece) => void pieces.push(piece));
  return new Uint8Array(Buffer.concat(pieces));
}

const file = fc.uint8Array({ maxLength: 300 });

test('reads back what it writes, byte for byte, and writes the same archive twice', async () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-zé🐈 ]{1,12}$/u), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(names, file, async (paths, bytes) => {
      const files = paths.map((path) => ({ path: `cats/${path}.png`, bytes }));
      const archive = await zipped(files);
      const found = await unpacked(archive);
      expect(Object.keys(found)).toEqual(files.map(({ path }) => path));
      for (const each of Object.values(found)) expect(each).toEqual(bytes);
      expect(await zipped(files)).toEqual(archive);
    }),
    { numRuns: 20 },
  );
});

test('reads what other programs write, and leaves folders out', async () => {
  const archive = zipSync({ cats: { '1.png': Uint8Array.of(1, 2), '2.png': new Uint8Array(5000) } });
  const found = await unpacked(archive);
  expect(Object.keys(found)).toEqual(['cats/1.png', 'cats/2.png']);
  expect(found['cats/2.png']).toHaveLength(5000);
});

test('reads on where a path climbs, begins at the root or at a drive', async () => {
  const paths = ['cats/../../1.png', '/etc/2.png', 'C:/3.png', '\\\\host\\4.png', 'cats/5.png'];
  const archive = zipSync(Object.fromEntries(paths.map((path, place) => [path, Uint8Array.of(place)])));
  expect(await unpacked(archive)).toEqual(Object.fromEntries(paths.map((path, place) => [path, Uint8Array.of(place)])));
});

describe('refuses by name', () => {
  const zeros = zipSync({ 'flat.bmp': new Uint8Array(8_000_000) }, { level: 9 });
  test('a file that unpacks to far more than it is', async () => {
    await expect(unpacked(zeros)).rejects.toMatchObject({
      code: 'zip-bomb',
      message: expect.stringMatching(/flat\.bmp in pictures\.zip.*200 times/),
    });
  });
  test('one whose directory lies about its size', async () => {
    const lying = zeros.slice();
    const view = new DataView(lying.buffer);
    const directory = view.getUint32(lying.length - 6, true);
    view.setUint32(directory + 24, 1000, true);
    view.setUint32(22, 1000, true);
    await expect(unpacked(lying)).rejects.toMatchObject({ code: expect.stringMatching(/zip-(bomb|damaged)/) });
  });
  test('more together than the total', async () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, place) => place * 7919);
    const archive = zipSync({ a: bytes, b: bytes });
    await expect(unpacked(archive, { ...defaultZipLimits, totalBytes: 1500 })).rejects.toMatchObject({
      code: 'zip-bomb',
    });
  });
  test('more files than any data set', async () => {
    const archive = zipSync({ a: Uint8Array.of(), b: Uint8Array.of() });
    await expect(unpacked(archive, { ...defaultZipLimits, entries: 1 })).rejects.toMatchObject({ code: 'zip-bomb' });
  });
  test('one locked with a password', async () => {
    const archive = zipSync({ 'a.png': Uint8Array.of(1, 2, 3) });
    const view = new DataView(archive.buffer);
    view.setUint16(6, 1, true);
    view.setUint16(view.getUint32(archive.length - 6, true) + 8, 1, true);
    await expect(unpacked(archive)).rejects.toMatchObject({ code: 'zip-encrypted', remedy: /password/ });
  });
  test('what is no zip, or half of one', async () => {
    await expect(unpacked(new TextEncoder().encode('hello'))).rejects.toMatchObject({ code: 'zip-damaged' });
    const whole = await zipped([{ path: 'a.png', bytes: new Uint8Array(500) }]);
    await expect(unpacked(whole.subarray(0, 300))).rejects.toMatchObject({ code: 'zip-damaged' });
  });
});

test('any bytes, and any archive with bytes changed, give files or a named error', async () => {
  const whole = zipSync({ 'a.png': Uint8Array.of(1, 2, 3), 'b/c.png': new Uint8Array(400) });
  const changed = fc
    .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
    .map((edits) => {
      const bytes = whole.slice();
      for (const [place, value] of edits) bytes[place] = value;
      return bytes;
    });
  const small = { ...defaultZipLimits, entryBytes: 1e6, totalBytes: 1e6 };
  await fc.assert(
    fc.asyncProperty(fc.oneof(file, changed), async (bytes) => {
      try {
        await unpacked(bytes, small);
      } catch (thrown) {
        expect(thrown).toMatchObject({ name: 'StrideError', code: expect.stringMatching(/^zip-/) });
      }
    }),
    { numRuns: 300 },
  );
});
