/** A network's weights as safetensors with 16 bits a number: half of the space, three significant digits. */
import { product } from '#base/math.ts';
import type { LayerWeights } from '../layer-weights.ts';

/** https://github.com/huggingface/safetensors#format, each weight under `layer/weight`. */
export function halfPrecisionFile(weights: LayerWeights): Blob {
  const named = [...weights].flatMap(([layer, own]) =>
    own.map((weight) => ({ ...weight, key: `${layer}/${weight.name}` })),
  );
  let offset = 0;
  const entries = named.map(({ key, shape }) => {
    const begin = offset;
    offset += product(shape) * 2;
    return [key, { dtype: 'F16', shape, data_offsets: [begin, offset] }] as const;
  });
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(header.length), true);
  return new Blob([length.buffer, header, ...named.map(({ values }) => float16Bytes(values))]);
}

/** Little-endian IEEE 754 binary16 of each number, to the nearest, ties to even; what is too large becomes the largest. */
function float16Bytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (const [index, each] of bits.entries()) view.setUint16(index * 2, float16Bits(each), true);
  return bytes;
}

const largest = 0x7bff;

/** From the bits of a float32. */
function float16Bits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  // Weights are finite; a NaN stays one, so that it is not taken for a number.
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  const exponent = (magnitude >>> 23) - 112;
  if (exponent >= 31) return sign | largest;
  if (exponent < -10) return sign;
  const fraction = (magnitude & 0x7fffff) | 0x800000;
  const dropped = exponent > 0 ? 13 : 14 - exponent;
  const kept = fraction >>> dropped;
  const rest = fraction & ((1 << dropped) - 1);
  const half = 1 << (dropped - 1);
  const rounded = kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0);
  // A carry out of the fraction raises the exponent by itself.
  return sign | Math.min(largest, rounded + (exponent > 0 ? (exponent - 1) << 10 : 0));
}
