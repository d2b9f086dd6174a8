/** Numbers of every stored type as float32. Little-endian, C order, `count` of them from the start of `bytes`. */
import type { StoredNumberType } from './weight-archive.ts';

export const bytesPerNumber = {
  float16: 2,
  bfloat16: 2,
  float32: 4,
  float64: 8,
  uint8: 1,
  uint16: 2,
  int32: 4,
  uint32: 4,
} as const satisfies Record<StoredNumberType, number>;

export function toFloat32(bytes: Uint8Array, dtype: StoredNumberType, count: number): Float32Array {
  const numbers = new Float32Array(count);
  if (dtype === 'float32' && isLittleEndian) {
    new Uint8Array(numbers.buffer).set(bytes.subarray(0, 4 * count));
    return numbers;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = readers[dtype](view);
  for (let index = 0; index < count; index++) numbers[index] = read(index);
  return numbers;
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const word = new Uint32Array(1);
const wordAsFloat = new Float32Array(word.buffer);

/** The upper half of a float32. */
function bfloat16(bits: number): number {
  word[0] = bits << 16;
  return wordAsFloat[0] as number;
}

/** IEEE 754 binary16: one sign bit, five of the exponent, ten of the fraction. */
export function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const readers: Readonly<Record<StoredNumberType, (view: DataView) => (index: number) => number>> = {
  float16: (view) => (index) => float16(view.getUint16(2 * index, true)),
  bfloat16: (view) => (index) => bfloat16(view.getUint16(2 * index, true)),
  float32: (view) => (index) => view.getFloat32(4 * index, true),
  float64: (view) => (index) => view.getFloat64(8 * index, true),
  uint8: (view) => (index) => view.getUint8(index),
  uint16: (view) => (index) => view.getUint16(2 * index, true),
  int32: (view) => (index) => view.getInt32(4 * index, true),
  uint32: (view) => (index) => view.getUint32(4 * index, true),
};
