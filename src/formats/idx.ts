/**
 * idx, the format of MNIST's files (yann.lecun.com/exdb/mnist): two zero bytes, the type of the numbers, how many axes,
 * the length of each axis as a big-endian uint32, then the numbers.
 */
import { StrideError } from '#base/errors.ts';
import { formatShape } from '#base/format.ts';
import { product } from '#base/math.ts';

const unsignedByte = 0x08;
const mostAxes = 4;

export interface IdxArray {
  readonly shape: readonly number[];
  /** A view into the file's bytes, 0..255. */
  readonly values: Uint8Array;
}

/** Whether the bytes begin as an idx file of unsigned bytes does. */
export function isIdx(bytes: Uint8Array): boolean {
  const axes = bytes[3] ?? 0;
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === unsignedByte && axes >= 1 && axes <= mostAxes;
}

/** Throws a `StrideError` with code `idx-damaged` that names the file and says what does not hold. */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  const damaged = (reason: string) =>
    new StrideError({
      code: 'idx-damaged',
      message: `${name} cannot be read as an idx file: ${reason}.`,
      remedy: 'Get the file again; MNIST’s are called train-images-idx3-ubyte and train-labels-idx1-ubyte.',
    });
  if (!isIdx(bytes)) {
    throw damaged('expected it to begin with 00 00 08 and 1 to 4 axes, numbers in unsigned bytes');
  }
  const axes = bytes[3] as number;
  const header = 4 + 4 * axes;
  if (bytes.length < header) throw damaged(`expected a header of ${header} bytes, received ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, header);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const expected = header + product(shape);
  if (bytes.length !== expected) {
    throw damaged(`${formatShape(shape)} needs ${expected} bytes, received ${bytes.length}`);
  }
  return { shape, values: bytes.subarray(header) };
}
