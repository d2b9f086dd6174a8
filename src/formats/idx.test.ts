import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { isIdx, parseIdx } from './idx.ts';
import { gunzip, isGzip } from './idx-gzip.ts';

function idx(shape: readonly number[], values: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  bytes.set([0, 0, 8, shape.length]);
  const view = new DataView(bytes.buffer);
  for (const [axis, length] of shape.entries()) view.setUint32(4 + 4 * axis, length);
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

test('reads the axes and the numbers', () => {
  const pixels = Uint8Array.from({ length: 24 }, (_, place) => place);
  expect(parseIdx(idx([2, 3, 4], pixels), 'images')).toEqual({ shape: [2, 3, 4], values: pixels });
});

test('refuses other numbers, and files that are longer or shorter than they say', () => {
  const whole = idx([5], new Uint8Array(5));
  const floats = whole.slice();
  floats[2] = 0x0d;
  for (const [bytes, reason] of [
    [floats, /labels .*begin with 00 00 08/],
    [whole.subarray(0, 8), /5 needs 13 bytes, received 8/],
    [idx([5], new Uint8Array(6)), /needs 13 bytes, received 14/],
    [whole.subarray(0, 6), /header of 8 bytes, received 6/],
  ] as const) {
    expect(() => parseIdx(bytes, 'labels')).toThrow(expect.objectContaining({ code: 'idx-damaged' }));
    expect(() => parseIdx(bytes, 'labels')).toThrow(reason);
  }
});

test('unpacks gzip, up to a limit', () => {
  const bytes = new Uint8Array(200_000);
  const packed = gzipSync(bytes);
  expect(isGzip(packed)).toBe(true);
  expect(gunzip(packed, 'a.gz', 1e6)).toEqual(bytes);
  expect(() => gunzip(packed, 'a.gz', 1e5)).toThrow(expect.objectContaining({ code: 'gzip-too-large' }));
  const damaged = packed.slice();
  damaged.fill(0xff, 10, 20);
  expect(() => gunzip(damaged, 'a.gz', 1e6)).toThrow(expect.objectContaining({ code: 'gzip-damaged' }));
  const short = gzipSync(idx([9], new Uint8Array(9))).subarray(0, 14);
  expect(() => parseIdx(gunzip(short, 'a.gz', 1e6), 'a')).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/-damaged$/) }),
  );
});

test('any bytes give an array or a named error', () => {
  const bytes = fc.uint8Array({ maxLength: 60 });
  const likely = bytes.map((rest) => Uint8Array.of(0, 0, 8, rest.length % 6, ...rest));
  const packed = bytes.map((rest) => Uint8Array.of(0x1f, 0x8b, 8, 0, ...rest));
  fc.assert(
    fc.property(fc.oneof(bytes, likely, packed), (each) => {
      for (const read of [() => parseIdx(each, 'x'), () => gunzip(each, 'x', 1e5)]) {
        try {
          read();
        } catch (thrown) {
          expect(thrown).toMatchObject({ name: 'StrideError', code: expect.stringMatching(/^(idx|gzip)-/) });
        }
      }
      expect(typeof isIdx(each)).toBe('boolean');
    }),
    { numRuns: 500 },
  );
});
