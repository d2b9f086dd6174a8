import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';
import { type DirectoryEntry, type RandomAccess, readDirectory } from './zip-directory.ts';

const signature = Uint8Array.of(0x50, 0x4b, 1, 2);

function inMemory(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: async (start, end) => bytes.slice(start, end) };
}

async function entriesIn(bytes: Uint8Array): Promise<DirectoryEntry[]> {
  const entries = [];
  for await (const entry of readDirectory(inMemory(bytes))) entries.push(entry);
  return entries;
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

const directoryOf = (bytes: Uint8Array) => Buffer.from(bytes).indexOf(signature);

/** A zip of one file, with the name's bytes and the extra field put into its directory. */
function zipWithName(name: Uint8Array, extra: Uint8Array = new Uint8Array()): Uint8Array {
  const zip = zipSync({ [`${'n'.repeat(name.length)}`]: Uint8Array.of(7, 7) }, { level: 0 });
  const at = directoryOf(zip);
  const nameAt = at + 46;
  const whole = joined(zip.subarray(0, nameAt), name, extra, zip.subarray(nameAt + name.length));
  const view = new DataView(whole.buffer);
  // Not said to be UTF-8.
  view.setUint16(at + 8, 0, true);
  view.setUint16(at + 30, extra.length, true);
  const end = whole.length - 22;
  view.setUint32(end + 12, view.getUint32(end + 12, true) + extra.length, true);
  return whole;
}

test('says of each file where it is and what it is, folders and links left out', async () => {
  const zip = zipSync({
    'cats/': new Uint8Array(),
    'cats/1.png': [Uint8Array.of(1, 2, 3), { level: 0 }],
    link: [Uint8Array.of(1), { os: 3, attrs: 0o120777 << 16 }],
    'cats/2.png': new Uint8Array(500),
  });
  const entries = await entriesIn(zip);
  expect(entries.map(({ path }) => path)).toEqual(['cats/1.png', 'cats/2.png']);
  expect(entries).toMatchObject([
    {
      uncompressedSize: 3,
      compressedSize: 3,
      compressionMethod: 0,
      isEncrypted: false,
      crc: crc32(Uint8Array.of(1, 2, 3)),
    },
    { uncompressedSize: 500, compressionMethod: 8, crc: crc32(new Uint8Array(500)) },
  ]);
  for (const { offset } of entries) expect([...zip.subarray(offset, offset + 4)]).toEqual([0x50, 0x4b, 3, 4]);
});

test.each([
  { kind: 'code page 437', zip: zipWithName(Uint8Array.of(0x84, 0x94, 0x81, 0x2e)), path: 'äöü.' },
  { kind: 'UTF-8 that is not said to be', zip: zipWithName(new TextEncoder().encode('Bär')), path: 'Bär' },
  {
    kind: 'the Unicode path beside it',
    zip: zipWithName(Uint8Array.of(0x3f), unicodePath(Uint8Array.of(0x3f), '猫')),
    path: '猫',
  },
  {
    kind: 'the name itself where the Unicode path is of another',
    zip: zipWithName(Uint8Array.of(0x3f), unicodePath(Uint8Array.of(0x40), '猫')),
    path: '?',
  },
])('reads a name in $kind', async ({ zip, path }) => {
  expect((await entriesIn(zip))[0]?.path).toBe(path);
});

function unicodePath(name: Uint8Array, path: string): Uint8Array {
  const text = new TextEncoder().encode(path);
  const field = new Uint8Array(9 + text.length);
  const view = new DataView(field.buffer);
  view.setUint16(0, 0x7075, true);
  view.setUint16(2, 5 + text.length, true);
  view.setUint8(4, 1);
  view.setUint32(5, crc32(name), true);
  field.set(text, 9);
  return field;
}

test('finds the files behind a program that unpacks itself, and before a comment', async () => {
  const zip = zipSync({ 'a.png': Uint8Array.of(1) }, { level: 0 });
  const commented = joined(zip, new TextEncoder().encode('a comment'));
  new DataView(commented.buffer).setUint16(zip.length - 2, 9, true);
  for (const bytes of [joined(new Uint8Array(1000), zip), commented]) {
    const [entry] = await entriesIn(bytes);
    const at = entry?.offset ?? 0;
    expect([...bytes.subarray(at, at + 4)]).toEqual([0x50, 0x4b, 3, 4]);
  }
});

test('reads the sizes and places of ZIP64', async () => {
  const zip = zipSync({ 'a.png': Uint8Array.of(1, 2) }, { level: 0 });
  const at = directoryOf(zip);
  const extra = new Uint8Array(28);
  const wide = new DataView(extra.buffer);
  wide.setUint16(0, 1, true);
  wide.setUint16(2, 24, true);
  wide.setBigUint64(4, 2n, true);
  wide.setBigUint64(12, 2n, true);
  const entry = joined(zip.subarray(at, at + 46 + 5), extra);
  const entryView = new DataView(entry.buffer);
  for (const field of [20, 24, 42]) entryView.setUint32(field, 0xffffffff, true);
  entryView.setUint16(30, extra.length, true);
  const end64 = new Uint8Array(56 + 20);
  const view = new DataView(end64.buffer);
  view.setUint32(0, 0x06064b50, true);
  view.setBigUint64(4, 44n, true);
  view.setBigUint64(32, 1n, true);
  view.setBigUint64(40, BigInt(entry.length), true);
  view.setBigUint64(48, BigInt(at), true);
  view.setUint32(56, 0x07064b50, true);
  view.setBigUint64(64, BigInt(at + entry.length), true);
  const end = zip.slice(-22);
  end.fill(0xff, 8, 20);
  const whole = joined(zip.subarray(0, at), entry, end64, end);
  expect(await entriesIn(whole)).toMatchObject([{ path: 'a.png', offset: 0, compressedSize: 2, uncompressedSize: 2 }]);
  // And with something before it, of which the archive knows nothing.
  expect((await entriesIn(joined(new Uint8Array(99), whole)))[0]?.offset).toBe(99);
});

test('more files than 16 bits count are all there', async () => {
  const files = Object.fromEntries(Array.from({ length: 65_540 }, (_, place) => [`${place}`, new Uint8Array()]));
  const entries = await entriesIn(zipSync(files, { level: 0 }));
  expect(entries).toHaveLength(65_540);
});

test('a directory that ends before its files do is refused', async () => {
  const zip = zipSync({ 'a.png': Uint8Array.of(1), 'b.png': Uint8Array.of(2) });
  zip[directoryOf(zip) + 46 + 5] = 0;
  await expect(entriesIn(zip)).rejects.toThrow('ends too soon');
});
