import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePng } from './image-encode-png.ts';
import { sniffImage } from './image-header.ts';

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const png = encodePng(new Uint8Array(6 * 4 * 3), 6, 4, 3);
/** The smallest whole GIF: one red pixel. */
const gifFrame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
const gif = (frames: number) => [
  ...latin('GIF89a'),
  ...[1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 0],
  ...Array.from({ length: frames }, () => gifFrame).flat(),
  0x3b,
];
/** Start, frame header of 5 × 3 with three components, scan, a few bytes, end. */
const jpeg = [
  0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 3, 0, 5, 3, 1, 17, 0, 2, 17, 1, 3, 17, 1, 0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9,
];
const exif = [
  0xff,
  0xe1,
  0,
  34,
  ...latin('Exif\0\0'),
  ...latin('MM\0*'),
  0,
  0,
  0,
  8,
  0,
  1,
  1,
  0x12,
  0,
  3,
  0,
  0,
  0,
  1,
  0,
  6,
  0,
  0,
  0,
  0,
  0,
  0,
];

describe('a picture is known by its bytes', () => {
  const header = (bytes: Iterable<number>) => {
    const sniff = sniffImage(Uint8Array.from(bytes));
    return sniff.kind === 'picture' ? sniff.header : sniff;
  };
  test('PNG', () => {
    expect(header(png)).toMatchObject({ format: 'png', width: 6, height: 4, channels: 3, isTruncated: false });
    expect(header(png.subarray(0, png.length - 5))).toMatchObject({ isTruncated: true });
    const huge = png.slice();
    new DataView(huge.buffer).setUint32(16, 30_000);
    expect(header(huge)).toMatchObject({ width: 30_000 });
  });
  test('JPEG with its orientation', () => {
    const turned = [...jpeg.slice(0, 2), ...exif, ...jpeg.slice(2)];
    expect(header(turned)).toMatchObject({ format: 'jpeg', width: 5, height: 3, orientation: 6, isTruncated: false });
    expect(header(jpeg.slice(0, -2))).toMatchObject({ isTruncated: true, orientation: 1 });
  });
  test('GIF, whole or cut, still or moving', () => {
    expect(header(gif(1))).toMatchObject({ format: 'gif', width: 1, isAnimated: false, isTruncated: false });
    expect(header(gif(2))).toMatchObject({ isAnimated: true });
    expect(header(gif(1).slice(0, -4))).toMatchObject({ isTruncated: true });
  });
  test('WebP in its three forms', () => {
    const riff = (rest: readonly number[]) => {
      const bytes = [...rest, ...new Array(Math.max(0, 22 - rest.length)).fill(0)];
      return [...latin('RIFF'), bytes.length, 0, 0, 0, ...bytes];
    };
    const extended = [...latin('WEBPVP8X'), 10, 0, 0, 0, 0x12, 0, 0, 0, 99, 0, 0, 49, 0, 0];
    expect(header(riff(extended))).toMatchObject({ width: 100, height: 50, channels: 4, isAnimated: true });
    const lossless = [...latin('WEBPVP8L'), 10, 0, 0, 0, 0x2f, 9, 0xc0, 1, 0];
    expect(header(riff(lossless))).toMatchObject({ width: 10, height: 8, channels: 3 });
    const lossy = [...latin('WEBPVP8 '), 10, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 16, 0, 9, 0];
    expect(header(riff(lossy))).toMatchObject({ width: 16, height: 9 });
    expect(header(riff(lossy).slice(0, -1).concat())).toMatchObject({ kind: 'damaged' });
  });
  test('BMP, rows from the top too', () => {
    const bmp = new Uint8Array(54 + 8 * 3);
    const view = new DataView(bmp.buffer);
    bmp.set(latin('BM'));
    for (const [offset, value] of [
      [10, 54],
      [14, 40],
      [18, 2],
      [22, -3],
    ] as const)
      view.setInt32(offset, value, true);
    view.setUint16(28, 24, true);
    expect(header(bmp)).toMatchObject({ format: 'bmp', width: 2, height: 3, isTruncated: false });
    expect(header(bmp.subarray(0, 60))).toMatchObject({ isTruncated: true });
  });
});

test('what is no picture is called by its name', () => {
  const what = (text: string) => {
    const sniff = sniffImage(latin(text));
    return sniff.kind === 'picture' ? sniff.header.format : `${sniff.kind}: ${sniff.what}`;
  };
  expect(what('')).toBe('other: empty file');
  expect(what('Not a picture at all.')).toBe('other: text file');
  expect(what('<?xml version="1.0"?>\n<svg xmlns="x"><script>alert(1)</script></svg>')).toBe('other: SVG drawing');
  expect(what('<!doctype html><p>404')).toBe('other: web page');
  expect(what('PK\x03\x04...')).toBe('other: zip archive');
  expect(what('II*\0....')).toBe('other: TIFF picture');
  expect(what('\x89PNG\r\n\x1a\n')).toBe('damaged: PNG');
  expect(what('\x01\x02\0\x03')).toBe('other: file of an unknown kind');
});

const photos = new URL('../../../shared/testdata/photos/', import.meta.url);
test.skipIf(!existsSync(photos))('photos from cameras are whole (needs ../shared)', () => {
  for (const name of readdirSync(photos).filter((each) => /\.jpe?g$/.test(each))) {
    const sniff = sniffImage(new Uint8Array(readFileSync(new URL(name, photos))));
    expect(sniff, name).toMatchObject({ kind: 'picture', header: { format: 'jpeg', isTruncated: false, channels: 3 } });
  }
});

test('any bytes behind any beginning are judged, never thrown at', () => {
  const beginning = fc.constantFrom<readonly number[]>(
    [],
    [...png.subarray(0, 40)],
    jpeg,
    jpeg.slice(0, 20),
    [...jpeg.slice(0, 2), ...exif],
    gif(1).slice(0, 20),
    [...latin('RIFF\0\0\0\0WEBPVP8X')],
    [...latin('RIFF\0\0\0\0WEBPVP8L')],
    [...latin('BM')],
    [...latin('\0\0\0\x18ftypavif')],
    [...latin('\0\0\0\x18ftypheic')],
  );
  fc.assert(
    fc.property(beginning, fc.uint8Array({ maxLength: 200 }), (first, rest) => {
      const sniff = sniffImage(Uint8Array.of(...first, ...rest));
      if (sniff.kind === 'picture') expect(sniff.header.width * sniff.header.height).toBeGreaterThan(0);
      else expect(sniff.what).not.toBe('');
    }),
    { numRuns: 1000 },
  );
});
