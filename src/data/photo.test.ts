import { expect, test } from 'vitest';
import { fitPhoto } from './photo.ts';
import type { RgbaPicture } from './rgba.ts';

/** Left half one colour, right half another. */
function halves(left: readonly number[], right: readonly number[]): RgbaPicture {
  const rgba = new Uint8ClampedArray(8 * 6 * 4);
  for (let pixel = 0; pixel < 48; pixel++) rgba.set(pixel % 8 < 4 ? left : right, pixel * 4);
  return { width: 8, height: 6, rgba };
}

const red = [255, 0, 0, 255];
const blue = [0, 0, 255, 255];
const white = [255, 255, 255, 255];

test('colours stay where the network reads colours', () => {
  const fitted = fitPhoto(halves(red, blue), { width: 4, height: 2, channels: 3, fit: 'stretch', isLightOnDark: true });
  expect([...fitted.subarray(0, 3)]).toEqual([255, 0, 0]);
  expect([...fitted.subarray(9, 12)]).toEqual([0, 0, 255]);
});

test('become grey by their brightness where it reads grey', () => {
  const fitted = fitPhoto(halves(red, blue), {
    width: 4,
    height: 2,
    channels: 1,
    fit: 'stretch',
    isLightOnDark: false,
  });
  expect([fitted[0], fitted[3]]).toEqual([76, 29]);
});

test('a light ground is turned dark only for a network that knows light ink on a dark ground', () => {
  const size = { width: 4, height: 2, channels: 1, fit: 'stretch' } as const;
  expect(fitPhoto(halves(white, white), { ...size, isLightOnDark: true })[0]).toBe(0);
  expect(fitPhoto(halves(white, white), { ...size, isLightOnDark: false })[0]).toBe(255);
  expect(fitPhoto(halves(blue, blue), { ...size, isLightOnDark: true })[0]).toBe(29);
});

test('what is transparent counts as white', () => {
  const [value] = fitPhoto(halves([9, 9, 9, 0], [9, 9, 9, 0]), {
    width: 2,
    height: 2,
    channels: 3,
    fit: 'stretch',
    isLightOnDark: false,
  });
  expect(value).toBe(255);
});

test('is cropped, or shown whole between bars, where its data set was', () => {
  const size = { width: 4, height: 4, channels: 1, isLightOnDark: true } as const;
  const halved = halves(blue, white);
  // The middle six of eight columns: three blue, three white.
  expect(
    [...fitPhoto(halved, { ...size, fit: 'crop', isLightOnDark: false }).subarray(0, 4)].map((value) => value > 100),
  ).toEqual([false, false, true, true]);
  // White paper is turned dark; the bars above and below it are dark already, and stay so.
  const barred = fitPhoto(halves(white, white), { ...size, fit: 'letterbox' });
  expect([...barred]).toEqual(new Array(16).fill(0));
  const coloured = fitPhoto(halves(white, white), { ...size, fit: 'letterbox', isLightOnDark: false });
  expect(coloured[5]).toBe(255);
  expect(coloured[0]).toBeLessThan(200);
});
