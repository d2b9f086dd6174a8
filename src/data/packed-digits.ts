/**
 * Reads the digits that ship with the app (`scripts/pack-mnist.ts` writes them): a header of four little-endian uint32
 * (the magic number `MNS1`, count, height, width), `count` labels of one byte, then the pixels, one byte each.
 */
import { StrideError } from '#base/errors.ts';
import type { PictureSet } from './picture-set.ts';

const magic = 0x31534e4d;
const headerBytes = 16;
const classNames = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

function damaged(source: string, reason: string): StrideError {
  return new StrideError({
    code: 'dataset-damaged',
    message: `The digits in ${source} cannot be read: ${reason}.`,
    remedy: 'Reload the page; if that does not help, build the app again so that the file is made anew.',
  });
}

/**
 * The pictures in a packed file; views into its bytes, nothing is copied. `source` names the file in errors.
 * Throws a `StrideError` with code `dataset-damaged` where the bytes are not a whole file of digits.
 */
export function readPackedDigits(bytes: Uint8Array, source: string): PictureSet {
  if (bytes.length < headerBytes) {
    throw damaged(source, `expected at least ${headerBytes} bytes, received ${bytes.length}`);
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const [found, count, height, width] = [0, 4, 8, 12].map((offset) => header.getUint32(offset, true)) as [
    number,
    number,
    number,
    number,
  ];
  if (found !== magic) throw damaged(source, 'it does not begin like a file of digits');
  if (count === 0 || height === 0 || width === 0) throw damaged(source, 'it says that it is empty');
  const expected = headerBytes + count + count * height * width;
  if (bytes.length !== expected) throw damaged(source, `expected ${expected} bytes, received ${bytes.length}`);
  const labels = bytes.subarray(headerBytes, headerBytes + count);
  const strange = labels.find((label) => label >= classNames.length);
  if (strange !== undefined) throw damaged(source, `expected labels 0..9, received ${strange}`);
  return {
    height,
    width,
    channels: 1,
    count,
    labels,
    pixels: bytes.subarray(headerBytes + count),
    classNames,
    isLightOnDark: true,
  };
}
