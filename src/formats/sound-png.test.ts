import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { encodePng } from './image-encode-png.ts';
import { isSoundPng } from './sound-png.ts';
import { chunk, gray, pngOf, rows } from './testing/png-chunks.ts';

const most = 64 * 1024;

const picture = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain((size) =>
    fc.constantFrom(1 as const, 3 as const).chain((channels) =>
      fc
        .uint8Array({
          minLength: size.width * size.height * channels,
          maxLength: size.width * size.height * channels,
        })
        .map((pixels) => encodePng(pixels, size.width, size.height, channels)),
    ),
  );

test('a whole PNG is sound, and neither a part of it nor one with any other byte is', () => {
  fc.assert(
    fc.property(picture, fc.nat(), fc.integer({ min: 1, max: 255 }), (png, place, difference) => {
      expect(isSoundPng(png, most)).toBe(true);
      const at = place % png.length;
      expect(isSoundPng(png.subarray(0, at), most)).toBe(false);
      const changed = png.slice();
      changed[at] = (changed[at] ?? 0) ^ difference;
      expect(isSoundPng(changed, most)).toBe(false);
    }),
  );
});

test('any bytes are judged, alone and as pixels', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(isSoundPng(bytes, most)).toBe(false);
      expect(isSoundPng(pngOf(gray(4, 3), chunk('IDAT', bytes)), most)).toBe(false);
    }),
  );
});

describe('only a decoder can judge one', () => {
  const packed = zlibSync(rows(4, 3));
  const otherSum = packed.slice();
  otherSum[packed.length - 1] = (packed.at(-1) ?? 0) ^ 1;
  const idat = chunk('IDAT', packed);
  test.each([
    ['with rows missing', pngOf(gray(4, 3), chunk('IDAT', zlibSync(rows(4, 2))))],
    ['with rows left over', pngOf(gray(4, 3), chunk('IDAT', zlibSync(rows(4, 9))))],
    ['with a filter that there is not', pngOf(gray(4, 3), chunk('IDAT', zlibSync(rows(4, 3, 5))))],
    ['with another checksum of its pixels', pngOf(gray(4, 3), chunk('IDAT', otherSum))],
    ['whose pixels are no zlib', pngOf(gray(4, 3), chunk('IDAT', rows(4, 3)))],
    ['without pixels', pngOf(gray(4, 3))],
    ['that is interlaced', pngOf(gray(4, 3, { interlace: 1 }), idat)],
    ['of a bit depth that there is not', pngOf(gray(4, 3, { depth: 3 }), idat)],
    ['with a palette missing', pngOf(gray(4, 3, { colorType: 3 }), idat)],
    ['with an orientation', pngOf(gray(4, 3), chunk('eXIf', Uint8Array.of(1)), idat)],
    ['that is animated', pngOf(gray(4, 3), chunk('acTL', new Uint8Array(8)), idat)],
    ['whose pixels lie apart', pngOf(gray(4, 3), idat, chunk('tEXt', new Uint8Array(3)), idat)],
  ])('%s', (_, png) => expect(isSoundPng(png, most)).toBe(false));

  test('that is larger than asked for', () => {
    const png = pngOf(gray(4, 3), idat);
    expect(isSoundPng(png, 15)).toBe(true);
    expect(isSoundPng(png, 14)).toBe(false);
  });
});
