/** Pictures of Fashion-MNIST out of the test data's zip: grey PNG files of 28 × 28, 8 bits. */
import { unzipSync, unzlibSync } from 'fflate';
import type { PictureSet } from '#data/picture-set.ts';

const side = 28;

/** The first so many of each of these classes, in turn. */
export function fashionPictures(zip: Uint8Array, classNames: readonly string[], each: number): PictureSet {
  const files = unzipSync(zip);
  const count = classNames.length * each;
  const pixels = new Uint8Array(count * side * side);
  for (let index = 0; index < count; index++) {
    const name = `${String(Math.floor(index / classNames.length)).padStart(3, '0')}.png`;
    const file = files[`fashion/${classNames[index % classNames.length]}/${name}`];
    if (file === undefined) throw new Error(`The zip has no ${name}.`);
    pixels.set(greyPixels(file), index * side * side);
  }
  const labels = Uint8Array.from({ length: count }, (_, index) => index % classNames.length);
  return { height: side, width: side, channels: 1, count, pixels, labels, classNames, isLightOnDark: true };
}

/** The rows of a grey PNG, its five filters undone (PNG specification, 9.2). */
function greyPixels(png: Uint8Array): Uint8Array {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  let packed = new Uint8Array(0);
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (type === 'IDAT') packed = Uint8Array.of(...packed, ...png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = unzlibSync(packed);
  const pixels = new Uint8Array(side * side);
  for (let row = 0; row < side; row++) {
    const filter = raw[row * (side + 1)] ?? 0;
    for (let column = 0; column < side; column++) {
      const at = row * side + column;
      const left = column > 0 ? (pixels[at - 1] ?? 0) : 0;
      const above = row > 0 ? (pixels[at - side] ?? 0) : 0;
      const corner = row > 0 && column > 0 ? (pixels[at - side - 1] ?? 0) : 0;
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
      pixels[at] = (raw[row * (side + 1) + 1 + column] ?? 0) + predicted;
    }
  }
  return pixels;
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
