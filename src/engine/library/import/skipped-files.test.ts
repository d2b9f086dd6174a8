import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { textAt } from '#data/library/packed-texts.ts';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { classesByName, entry, memoryLibrary, newDataset } from '../testing/memory-library.ts';
import { smallPng } from '../testing/small-pictures.ts';
import { heicHeader, movingWebp, twoFrameGif } from '../testing/unusual-pictures.ts';

/** A zip whose one file is locked with a password. */
function lockedZip(): Uint8Array {
  const archive = zipSync({ 'cats/1.png': smallPng(1) });
  const view = new DataView(archive.buffer, archive.byteOffset);
  view.setUint16(6, 1, true);
  view.setUint16(view.getUint32(archive.length - 6, true) + 8, 1, true);
  return archive;
}

/** A lossy frame's header of 16 × 8 pixels and nothing that could be decoded. */
const webpFrame = Uint8Array.of(...[0x56, 0x50, 0x38, 0x20, 10, 0, 0, 0], ...[0, 0, 0, 0x9d, 1, 0x2a, 16, 0, 8, 0]);

describe('what stays out has its own line, and nothing else is lost', () => {
  const huge = smallPng(5).slice();
  new DataView(huge.buffer).setUint32(16, 30_000);
  new DataView(huge.buffer).setUint32(20, 30_000);
  const strange: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
    ['cats/empty.png', '', /zero bytes/],
    ['cats/text.png', 'Just words.', /text file/],
    ['cats/cut.png', smallPng(6).subarray(0, 60), /ends before the picture does/],
    ['cats/huge.png', huge, /30000 × 30000/],
    ['cats/drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', /SVG/],
    ['cats/locked.png', zipSync({ a: smallPng(1) }), /zip archive/],
  ];
  test('by what is wrong with it', async () => {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    const outcome = await memory.add(id, [
      ...strange.map(([path, content]) => entry(path, content)),
      entry('cats/good.png', smallPng(1)),
      entry('broken.zip', 'PK\x03\x04 and no more'),
    ]);
    expect(outcome).toMatchObject({ added: 1, skipped: strange.length + 1 });
    const lines = await memory.library.skipped(id);
    for (const [path, , reason] of strange) {
      const line = lines.find((each) => each.path === path);
      expect(line?.reason, path).toMatch(reason);
      expect(line?.remedy, path).not.toBe('');
    }
    expect(lines.find(({ path }) => path === 'broken.zip')?.reason).toMatch(/damaged/);
    // Kept between visits, until they are cleared.
    const next = memory.reopened();
    expect(await next.library.skipped(id)).toEqual(lines);
    expect(await next.library.skipped(id, 2)).toEqual(lines.slice(-2));
    await next.library.clearSkipped(id);
    expect(await next.library.describe(id)).toMatchObject({ skippedCount: 0, sampleCount: 1 });
  });
  test('a picture that the browser cannot decode', async () => {
    const memory = memoryLibrary({ codec: { measure: () => Promise.reject(new Error('no')) } });
    const id = await newDataset(memory);
    const damaged = smallPng(1).slice();
    damaged[45] = (damaged[45] ?? 0) ^ 1;
    const { lines, added } = await memory.add(id, [entry('cats/1.png', damaged), entry('cats/2.png', smallPng(2))]);
    expect(lines).toMatchObject([{ kind: 'skipped', reason: expect.stringMatching(/cannot decode this PNG/) }]);
    // One that is whole to its last checksum needs no browser to say so.
    expect(added).toBe(1);
  });
  test('HEIC where the browser cannot read it', async () => {
    const memory = memoryLibrary({ codec: { measure: () => Promise.reject(new Error('no')) } });
    const id = await newDataset(memory);
    const { added, lines } = await memory.add(id, [entry('cats/phone.HEIC', heicHeader(4032, 3024))]);
    expect(added).toBe(0);
    expect(lines).toEqual([
      {
        kind: 'skipped',
        path: 'cats/phone.HEIC',
        reason: 'This browser cannot read HEIC pictures.',
        remedy: 'Save it as JPEG; phones can be set to take JPEG.',
      },
    ]);
  });
  test.each([
    ['waving.gif', twoFrameGif],
    ['waving.webp', movingWebp(16, 8, [webpFrame, webpFrame])],
  ])('an animated picture, %s, comes in with its first frame, and that is said', async (name, bytes) => {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    const { added, lines } = await memory.add(id, [entry(`cats/${name}`, bytes)]);
    expect(added).toBe(1);
    expect(lines).toEqual([
      { kind: 'note', path: `cats/${name}`, reason: 'It is animated; its first frame is used.', remedy: '' },
    ]);
  });
  test('a zip that is locked, one that bursts, and half of one, each by its own line; the zip beside them comes in', async () => {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    const whole = zipSync({ 'cats/1.png': smallPng(1), 'cats/2.png': smallPng(2) }, { level: 0 });
    const bomb = zipSync({ 'cats/3.png': smallPng(3), 'cats/flat.bmp': new Uint8Array(4_500_000) }, { level: 6 });
    const { added, lines } = await memory.add(id, [
      entry('locked.zip', lockedZip()),
      entry('bomb.zip', bomb),
      entry('half.zip', whole.subarray(0, whole.length / 2)),
      entry('good.zip', whole),
    ]);
    const reasons = Object.fromEntries(lines.map(({ path, reason }) => [path, reason]));
    expect(reasons).toEqual({
      'cats/1.png': expect.stringMatching(/locked\.zip is locked with a password/),
      'cats/flat.bmp': expect.stringMatching(/bomb\.zip unpacks to more than 200 times/),
      'half.zip': expect.stringMatching(/damaged/),
    });
    // What the bursting zip holds besides is a picture like any other.
    expect(added).toBe(3);
    expect(Object.keys(await classesByName(memory.library, id)).sort()).toEqual(['1.png', '2.png', '3.png']);
  });
  test('any bytes under any name give a sample or a line, and what is beside them comes in', async () => {
    const name = fc.constantFrom(
      'a.png',
      'a/b.jpg',
      'a.zip',
      'labels.csv',
      'train-images-idx3-ubyte',
      't10k-labels.idx1.gz',
    );
    const beginning = fc.constantFrom(
      '',
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff',
      'GIF89a',
      'PK\x03\x04',
      '\x1f\x8b',
      '\0\0\x08\x03',
    );
    const bytes = fc
      .tuple(beginning, fc.uint8Array({ maxLength: 80 }))
      .map(([text, rest]) => Uint8Array.from([...[...text].map((letter) => letter.charCodeAt(0)), ...rest]));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, bytes), { minLength: 1, maxLength: 4 }), async (files) => {
        const memory = memoryLibrary();
        const id = await newDataset(memory);
        const strange = files.map(([path, content], place) => entry(`${place}/${path}`, content));
        const { end, added, lines } = await memory.add(id, [...strange, entry('good/1.png', smallPng(1))]);
        expect(end).toBe('finished');
        expect(added).toBeGreaterThan(0);
        for (const { kind, reason } of lines) expect(kind === 'skipped' ? reason : kind).not.toBe('');
      }),
      { numRuns: 150 },
    );
  });
  test('a copy within its class; one in another class comes in with a warning', async () => {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    const picture = smallPng(1);
    const { added, lines } = await memory.add(
      id,
      ['cats/1.png', 'cats/2.png', 'dogs/3.png'].map((path) => entry(path, picture)),
    );
    expect(added).toBe(2);
    expect(lines.map(({ kind, path }) => [kind, path])).toEqual([
      ['skipped', 'cats/2.png'],
      ['warning', 'dogs/3.png'],
    ]);
    expect(await memory.library.duplicates(id)).toEqual([{ samples: [0, 1], isAcrossClasses: true }]);
    expect((await memory.library.describe(id)).warnings.map(({ code }) => code)).toContain('same-picture-in-classes');
  });
  test('names that hide, turn or lead away are shown harmless', async () => {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    await memory.add(id, [
      entry('..\\..\\evil/\u202egnp.exe.png', smallPng(1)),
      entry(`🐈/${'a'.repeat(300)}.png`, smallPng(2)),
    ]);
    const { names } = await memory.library.samples(id);
    expect(textAt(names, 0)).toBe('gnp.exe.png');
    expect(textAt(names, 1)?.length).toBeLessThanOrEqual(80);
    expect((await memory.library.describe(id)).classNames).toEqual(['evil', '🐈']);
  });
  test('what no longer fits: the rest is listed, what is in stays', async () => {
    const memory = memoryLibrary({ files: memoryFiles(5 * smallPng(0).length) });
    const id = await newDataset(memory);
    const outcome = await memory.add(
      id,
      Array.from({ length: 30 }, (_, number) => entry(`cats/${number}.png`, smallPng(number))),
    );
    expect(outcome.end).toBe('full');
    expect(outcome.added).toBeGreaterThan(2);
    expect(outcome.added + outcome.skipped).toBe(30);
    expect((await memory.reopened().library.describe(id)).sampleCount).toBe(outcome.added);
  });
});

test('classes that differ in case, and a class with one picture, are warned of', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  await memory.add(
    id,
    ['Cats/1.png', 'cats/2.png', 'cats/3.png'].map((path, number) => entry(path, smallPng(number))),
  );
  const { warnings } = await memory.library.describe(id);
  expect(warnings.map(({ code, classes }) => [code, classes])).toEqual([
    ['few-samples', [0]],
    ['names-differ-in-case', [0, 1]],
  ]);
});
