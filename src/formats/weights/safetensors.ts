/**
 * safetensors: the length of a JSON header in eight bytes, the header, then the numbers in one block
 * (https://github.com/huggingface/safetensors#format). Weights come in the order in which they lie in the block.
 */
import * as v from 'valibot';
import { product } from '#base/math.ts';
import { fileFault } from '../file-fault.ts';
import { parseJson } from '../json-text.ts';
import { maxJsonBytes, maxWeightNumbers, maxWeights } from '../limits.ts';
import { groupByLayer } from './group-by-layer.ts';
import { bytesPerNumber, toFloat32 } from './numbers.ts';
import type { StoredNumberType, StoredWeight, WeightArchive } from './weight-archive.ts';

const types: Readonly<Record<string, StoredNumberType>> = {
  F16: 'float16',
  BF16: 'bfloat16',
  F32: 'float32',
  F64: 'float64',
  U8: 'uint8',
  U16: 'uint16',
  I32: 'int32',
  U32: 'uint32',
};

const size = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxWeightNumbers));
const offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const headerSchema = v.record(
  v.string(),
  v.object({
    dtype: v.string(),
    shape: v.pipe(v.array(size), v.maxLength(8)),
    data_offsets: v.strictTuple([offset, offset]),
  }),
);

/** Whether the first bytes are a header's length that fits the file, and an opening brace. */
export function isSafetensors(bytes: Uint8Array): boolean {
  const length = headerLength(bytes);
  return length !== null && length >= 2 && 8 + length <= bytes.byteLength && bytes[8] === 0x7b;
}

function headerLength(bytes: Uint8Array): number | null {
  if (bytes.byteLength < 10) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  return view.getUint32(4, true) === 0 ? view.getUint32(0, true) : null;
}

/** Reads the header; numbers are read when they are asked for. Throws a `StrideError`. */
export function readSafetensors(bytes: Uint8Array, fileName: string): WeightArchive {
  const length = headerLength(bytes) ?? 0;
  if (length > maxJsonBytes) throw fileFault(fileName, 'its header is too long');
  const block = bytes.subarray(8 + length);
  const header = parseJson(bytes.subarray(8, 8 + length), fileName);
  const entries = typeof header === 'object' && header !== null ? Object.entries(header) : [];
  const weightEntries = entries.filter(([name]) => name !== '__metadata__');
  const parsed = v.safeParse(headerSchema, Object.fromEntries(weightEntries));
  if (!parsed.success) throw fileFault(fileName, `its header is damaged: ${parsed.issues[0].message}`);
  const listed = Object.entries(parsed.output).sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0]);
  if (listed.length > maxWeights) throw fileFault(fileName, `it holds more than ${maxWeights} weights`);
  const weights = listed.map(
    ([
      name,
      {
        dtype: type,
        shape,
        data_offsets: [begin, end],
      },
    ]): StoredWeight => {
      const dtype = types[type];
      if (dtype === undefined) throw fileFault(fileName, `${name} holds numbers of the type ${type}`);
      const count = product(shape);
      const expected = count * bytesPerNumber[dtype];
      if (end - begin !== expected || end > block.byteLength) {
        throw fileFault(
          fileName,
          `${name} should take ${expected} bytes, and the file has ${block.byteLength - begin} there`,
        );
      }
      return { name, shape, dtype, read: () => toFloat32(block.subarray(begin, end), dtype, count) };
    },
  );
  return { format: 'safetensors', layers: groupByLayer(weights, ['/', '.']), close: () => undefined };
}
