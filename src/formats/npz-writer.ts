/** NumPy's `.npz`: a zip of `.npy` arrays of bytes (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */
import { strToU8, zipSync } from 'fflate';

export interface ByteArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

function npy({ shape, values }: ByteArray): Uint8Array {
  const tuple = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': ${tuple}, }`;
  // Magic, version and length take ten bytes; the numbers begin at a multiple of 64, after a line break.
  const padded = `${header}${' '.repeat((64 - ((10 + header.length + 1) % 64)) % 64)}\n`;
  const bytes = new Uint8Array(10 + padded.length + values.length);
  bytes.set([0x93, ...strToU8('NUMPY'), 1, 0, padded.length & 0xff, padded.length >> 8]);
  bytes.set(strToU8(padded), 10);
  bytes.set(values, 10 + padded.length);
  return bytes;
}

export function writeNpz(arrays: Readonly<Record<string, ByteArray>>): Uint8Array {
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, npy(array)] as const);
  return zipSync(Object.fromEntries(files), { level: 6, mtime: new Date(1980, 0, 1) });
}
