import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packMnist } from '../../scripts/pack-mnist.ts';
import { readPackedDigits } from './packed-digits.ts';
import { countByClass, picturesAt } from './picture-set.ts';

const packed = packMnist();

test('reads what the build packs: ten thousand digits of ten classes', () => {
  const set = readPackedDigits(packed, 'mnist.bin');
  expect([set.count, set.height, set.width, set.channels]).toEqual([10_000, 28, 28, 1]);
  expect(countByClass(set).every((count) => count > 850)).toBe(true);
  expect(Math.max(...set.pixels.subarray(0, 784))).toBeGreaterThan(200);
});

test('gives the pictures asked for, in their order, and refuses others', () => {
  const set = readPackedDigits(packed, 'mnist.bin');
  const { pixels, labels } = picturesAt(set, [5, 2, 5]);
  expect([...labels]).toEqual([set.labels[5], set.labels[2], set.labels[5]]);
  expect(pixels.subarray(784, 1568)).toEqual(set.pixels.subarray(2 * 784, 3 * 784));
  for (const index of [-1, 10_000, 0.5]) expect(() => picturesAt(set, [index])).toThrow(RangeError);
});

describe('a damaged file is refused with its name and what is wrong', () => {
  const refuses = (bytes: Uint8Array, reason: RegExp) => {
    expect(() => readPackedDigits(bytes, 'digits.bin')).toThrow(expect.objectContaining({ code: 'dataset-damaged' }));
    expect(() => readPackedDigits(bytes, 'digits.bin')).toThrow(reason);
  };
  test('cut short anywhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: packed.length - 1 }), (length) => {
        refuses(packed.subarray(0, length), /digits\.bin.*expected.*bytes, received/);
      }),
    );
  });
  test('a page of the server in its place', () => {
    refuses(
      new TextEncoder().encode('<!doctype html><title>Not found</title>'),
      /does not begin like a file of digits/,
    );
  });
  test('a label that is no digit', () => {
    const bytes = packed.slice();
    bytes[20] = 11;
    refuses(bytes, /labels 0\.\.9, received 11/);
  });
});
