import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fitPicture } from '#data/fit-picture.ts';
import { encodePng } from '#formats/image-encode-png.ts';
import { isSoundPng } from '#formats/sound-png.ts';
import { chunk, gray, pngOf, rows } from '#formats/testing/png-chunks.ts';
import { browserCodec } from './browser-codec.ts';
import { judgePicture } from './import/judge-picture.ts';
import { cmykInks, cmykJpeg, heicHeader, movingWebp, pixelsOfWebp, twoFrameGif } from './testing/unusual-pictures.ts';

async function drawn(
  width: number,
  height: number,
  type: string,
  paint: (context: OffscreenCanvasRenderingContext2D) => void,
): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas.getContext('2d')!);
  return new Uint8Array(await (await canvas.convertToBlob({ type, quality: 1 })).arrayBuffer());
}

const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

/** Left half red, right half blue, 16 × 8. */
const halves = (context: OffscreenCanvasRenderingContext2D) => {
  context.fillStyle = 'red';
  context.fillRect(0, 0, 8, 8);
  context.fillStyle = 'blue';
  context.fillRect(8, 0, 8, 8);
};

function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const exif = [...new TextEncoder().encode('Exif\0\0'), ...tiff];
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...jpeg.subarray(2));
}

test('decodes what was encoded, pixel by pixel', async () => {
  const pixels = Uint8Array.from({ length: 5 * 4 * 3 }, (_, place) => (place * 37) % 256);
  const picture = await browserCodec.decode(blob(encodePng(pixels, 5, 4, 3)));
  expect(fitPicture(picture, { width: 5, height: 4, channels: 3, fit: 'stretch' })).toEqual(pixels);
});

test('applies the orientation of a JPEG', async () => {
  const jpeg = await drawn(16, 8, 'image/jpeg', halves);
  const turned = withOrientation(jpeg, 6);
  expect(await browserCodec.measure(blob(turned))).toEqual({ width: 8, height: 16 });
  const fitted = fitPicture(await browserCodec.decode(blob(turned)), {
    width: 1,
    height: 2,
    channels: 3,
    fit: 'stretch',
  });
  const [top, bottom] = [fitted.subarray(0, 3), fitted.subarray(3)];
  expect(top[0]).toBeGreaterThan(150);
  expect(bottom[2]).toBeGreaterThan(150);
});

test('lays what is transparent over white', async () => {
  const png = await drawn(2, 1, 'image/png', (context) => {
    context.fillStyle = 'rgb(0 0 0 / 50%)';
    context.fillRect(0, 0, 1, 1);
  });
  const { rgba } = await browserCodec.decode(blob(png));
  expect(Math.abs(rgba[0]! - 127)).toBeLessThanOrEqual(1);
  expect([...rgba.subarray(4)]).toEqual([255, 255, 255, 255]);
});

test('reads 16 bits a channel', async () => {
  // One pixel of 16-bit grey, value 0x8080.
  const png = Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABEAAAAABq7kcWAAAAC0lEQVR4nGNoaAAAAYMBARg1IhUAAAAASUVORK5CYII='),
    (each) => each.charCodeAt(0),
  );
  const { rgba } = await browserCodec.decode(blob(png));
  expect([...rgba]).toEqual([128, 128, 128, 255]);
});

test('reads the inks of a CMYK JPEG as colours', async () => {
  expect(judgePicture(cmykJpeg)).toMatchObject({ kind: 'accepted', header: { width: 96, height: 16, channels: 3 } });
  const { width, rgba } = await browserCodec.decode(blob(cmykJpeg));
  for (const [square, [cyan, magenta, yellow, black]] of cmykInks.entries()) {
    const place = 4 * (8 * width + square * 16 + 8);
    for (const [channel, ink] of [cyan, magenta, yellow].entries()) {
      const expected = ((255 - ink) * (255 - black)) / 255;
      expect(Math.abs((rgba[place + channel] ?? Number.NaN) - expected), `${square} ${channel}`).toBeLessThan(4);
    }
  }
});

test('takes the first frame of an animated GIF and WebP', async () => {
  const gif = await browserCodec.decode(blob(twoFrameGif));
  expect([...gif.rgba]).toEqual([255, 0, 0, 255]);
  const frame = async (colour: string) =>
    pixelsOfWebp(
      await drawn(16, 8, 'image/webp', (context) => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 16, 8);
      }),
    );
  const webp = movingWebp(16, 8, [await frame('red'), await frame('blue')]);
  expect(judgePicture(webp)).toMatchObject({ kind: 'accepted', header: { isAnimated: true } });
  const { rgba } = await browserCodec.decode(blob(webp));
  expect(rgba[0]).toBeGreaterThan(200);
  expect(rgba[2]).toBeLessThan(50);
});

test('knows HEIC by its header, and says so where it cannot be decoded', async () => {
  const heic = heicHeader(4032, 3024);
  const judged = judgePicture(heic);
  expect(judged).toMatchObject({ kind: 'accepted', header: { format: 'heic', width: 4032, height: 3024 } });
  await expect(browserCodec.measure(blob(heic))).rejects.toBeDefined();
});

test.each([
  ['gray', gray(5, 3), 5],
  ['gray, a bit each', gray(5, 3, { depth: 1 }), 1],
  ['gray, 16 bits', gray(5, 3, { depth: 16 }), 10],
  ['gray with alpha', gray(5, 3, { colorType: 4 }), 10],
  ['RGB with alpha, 16 bits', gray(5, 3, { colorType: 6, depth: 16 }), 40],
  ['a palette that not all pixels have a color in', gray(5, 3, { colorType: 3 }), 5, chunk('PLTE', new Uint8Array(6))],
] as const)('a PNG that is certain to be decoded is: %s', async (_, header, bytesOfRow, palette = new Uint8Array()) => {
  for (const filter of [0, 1, 2, 3, 4]) {
    const png = pngOf(header, palette, chunk('IDAT', zlibSync(rows(bytesOfRow, 3, filter))));
    expect(isSoundPng(png, 1000)).toBe(true);
    expect(await browserCodec.measure(blob(png))).toEqual({ width: 5, height: 3 });
  }
});

describe('judged by header and by decoder together, a damaged picture stays out', () => {
  async function isAccepted(bytes: Uint8Array): Promise<boolean> {
    if (judgePicture(bytes).kind === 'refused') return false;
    return browserCodec.measure(blob(bytes)).then(
      () => true,
      () => false,
    );
  }
  for (const type of ['image/png', 'image/jpeg', 'image/webp']) {
    test(`${type} cut short anywhere`, async () => {
      const whole = await drawn(16, 8, type, halves);
      expect(await isAccepted(whole)).toBe(true);
      for (const part of [0.1, 0.5, 0.9, 0.98]) {
        expect(await isAccepted(whole.slice(0, Math.floor(whole.length * part))), `${part}`).toBe(false);
      }
    });
  }
  test('a PNG whose pixels are garbage', async () => {
    const png = encodePng(
      new Uint8Array(300).map((_, place) => place * 91),
      10,
      10,
      3,
    );
    png.fill(0x55, 43, 60);
    expect(await isAccepted(png)).toBe(false);
  });
});
