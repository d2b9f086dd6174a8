import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packMnist } from '../../scripts/pack-mnist.ts';
import { digitFromDrawing } from './drawing.ts';
import { readPackedDigits } from './packed-digits.ts';
import type { RgbaPicture } from './rgba.ts';

type Colour = readonly [number, number, number, number];

/** A tilted stroke somewhere on a sheet. */
function stroke(ink: Colour, ground: Colour, { x = 60, y = 40, length = 90, thickness = 12 } = {}): RgbaPicture {
  const [width, height] = [280, 240];
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [column, row] = [pixel % width, Math.floor(pixel / width)];
    const isInk = row >= y && row < y + length && Math.abs(column - x - (row - y) / 4) < thickness / 2;
    rgba.set(isInk ? ink : ground, pixel * 4);
  }
  return { width, height, rgba };
}

const black: Colour = [0, 0, 0, 255];
const white: Colour = [255, 255, 255, 255];
const clear: Colour = [0, 0, 0, 0];

function centre(field: Uint8Array): [number, number] {
  let [mass, x, y] = [0, 0, 0];
  for (const [pixel, value] of field.entries()) {
    mass += value;
    x += value * (pixel % 28);
    y += value * Math.floor(pixel / 28);
  }
  return [x / mass, y / mass];
}

function extent(field: Uint8Array): [number, number] {
  const places = [...field.entries()].filter(([, value]) => value > 40).map(([pixel]) => pixel);
  const [columns, rows] = [places.map((pixel) => pixel % 28), places.map((pixel) => Math.floor(pixel / 28))];
  return [Math.max(...columns) - Math.min(...columns) + 1, Math.max(...rows) - Math.min(...rows) + 1];
}

test('ink comes out light on black whatever its colour and its ground', () => {
  const expected = digitFromDrawing(stroke(black, white), 28, 28);
  const grounds: [Colour, Colour][] = [
    [white, black],
    [black, clear],
    [white, clear],
    [
      [200, 30, 30, 255],
      [250, 240, 200, 255],
    ],
  ];
  for (const [ink, ground] of grounds) {
    const found = digitFromDrawing(stroke(ink, ground), 28, 28);
    for (const [pixel, value] of found.entries()) expect(Math.abs(value - expected[pixel]!)).toBeLessThan(25);
  }
});

test('the longer side takes 20 pixels and the mass lies in the middle, wherever and however large it was drawn', () => {
  fc.assert(
    fc.property(
      fc.record({
        x: fc.integer({ min: 20, max: 180 }),
        y: fc.integer({ min: 2, max: 60 }),
        length: fc.integer({ min: 30, max: 170 }),
        thickness: fc.integer({ min: 8, max: 20 }),
      }),
      (shape) => {
        const field = digitFromDrawing(stroke(black, white, shape), 28, 28);
        const [columns, rows] = extent(field);
        expect(Math.max(columns, rows)).toBeGreaterThanOrEqual(19);
        expect(Math.max(columns, rows)).toBeLessThanOrEqual(20);
        for (const place of centre(field)) expect(Math.abs(place - 14)).toBeLessThan(1);
        expect(Math.max(...field)).toBe(255);
      },
    ),
    { numRuns: 40 },
  );
});

test('an empty sheet stays empty', () => {
  expect(digitFromDrawing(stroke(white, white), 28, 28).every((value) => value === 0)).toBe(true);
  expect(digitFromDrawing(stroke(clear, clear), 28, 28).every((value) => value === 0)).toBe(true);
});

test('MNIST’s own digits, drawn large, come back nearly as they were', () => {
  const { pixels } = readPackedDigits(packMnist(), 'mnist.bin');
  for (let sample = 0; sample < 20; sample++) {
    const digit = pixels.subarray(sample * 784, (sample + 1) * 784);
    const rgba = new Uint8ClampedArray(280 * 280 * 4);
    for (let pixel = 0; pixel < 280 * 280; pixel++) {
      const value = digit[Math.floor(pixel / 2800) * 28 + Math.floor((pixel % 280) / 10)]!;
      rgba.set([value, value, value, 255], pixel * 4);
    }
    const found = digitFromDrawing({ width: 280, height: 280, rgba }, 28, 28);
    const similarity = (a: Uint8Array, b: Uint8Array) =>
      a.reduce((total, value, pixel) => total + value * b[pixel]!, 0);
    const cosine = similarity(found, digit) / Math.sqrt(similarity(found, found) * similarity(digit, digit));
    expect(cosine).toBeGreaterThan(0.85);
  }
});
