/**
 * TensorFlow.js weights: a manifest of groups, each one block of numbers cut into shards. A weight may be stored in one or
 * two bytes a number, as `scale * q + min` (`tfjs-core/src/io/types.ts`).
 */
import * as v from 'valibot';
import { product } from '#base/math.ts';
import { fileFault } from '../file-fault.ts';
import { maxFileBytes, maxWeightNumbers, maxWeights } from '../limits.ts';
import { groupByLayer } from './group-by-layer.ts';
import { bytesPerNumber, toFloat32 } from './numbers.ts';
import type { CompanionFiles, StoredNumberType, StoredWeight, WeightArchive } from './weight-archive.ts';

const size = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxWeightNumbers));
const specSchema = v.object({
  name: v.string(),
  shape: v.pipe(v.array(size), v.maxLength(8)),
  dtype: v.picklist(['float32', 'float16', 'int32', 'uint8', 'uint16', 'bool']),
  quantization: v.optional(
    v.object({
      dtype: v.picklist(['uint8', 'uint16', 'float16']),
      scale: v.optional(v.number(), 1),
      min: v.optional(v.number(), 0),
    }),
  ),
});
const manifestSchema = v.pipe(
  v.array(v.object({ paths: v.array(v.string()), weights: v.array(specSchema) })),
  v.maxLength(maxWeights),
);
type Spec = v.InferOutput<typeof specSchema>;

/** The names of the shards that a model.json asks for; null for JSON that is no TF.js model. Throws a `StrideError`. */
export function shardNames(json: unknown, fileName: string): readonly string[] | null {
  return manifestOf(json, fileName)?.flatMap(({ paths }) => paths) ?? null;
}

function manifestOf(json: unknown, fileName: string): v.InferOutput<typeof manifestSchema> | null {
  if (typeof json !== 'object' || json === null || !('weightsManifest' in json)) return null;
  const parsed = v.safeParse(manifestSchema, json.weightsManifest);
  if (!parsed.success) throw fileFault(fileName, `its weightsManifest is damaged: ${parsed.issues[0].message}`);
  return parsed.output;
}

/** The archive of a parsed model.json and its shards. Throws a `StrideError` that names a shard that is missing. */
export function readTfjsWeights(json: unknown, fileName: string, companions: CompanionFiles): WeightArchive {
  const manifest = manifestOf(json, fileName);
  if (manifest === null) throw fileFault(fileName, 'a weightsManifest was expected');
  const weights: StoredWeight[] = [];
  let total = 0;
  for (const { paths, weights: specs } of manifest) {
    const block = joined(paths.map((path) => shard(path, fileName, companions)));
    let offset = 0;
    for (const spec of specs) {
      const dtype = storedType(spec);
      const count = product(spec.shape);
      const bytes = count * bytesPerNumber[dtype];
      total += 4 * count;
      if (total > maxFileBytes) throw fileFault(fileName, `its weights are more than ${maxFileBytes / 2 ** 20} MiB`);
      if (offset + bytes > block.byteLength) {
        throw fileFault(
          fileName,
          `${spec.name} needs ${offset + bytes} bytes, and its shards hold ${block.byteLength}`,
        );
      }
      weights.push(stored(spec, dtype, block.subarray(offset, offset + bytes)));
      offset += bytes;
    }
    if (offset !== block.byteLength) {
      throw fileFault(fileName, `its weights take ${offset} bytes, and ${paths.join(', ')} holds ${block.byteLength}`);
    }
  }
  return { format: 'tfjs', layers: groupByLayer(weights), close: () => undefined };
}

function storedType({ dtype, quantization }: Spec): StoredNumberType {
  const type = quantization?.dtype ?? dtype;
  return type === 'bool' ? 'uint8' : type;
}

function stored({ name, shape, quantization }: Spec, dtype: StoredNumberType, bytes: Uint8Array): StoredWeight {
  return {
    name,
    shape,
    dtype,
    read: () => {
      const numbers = toFloat32(bytes, dtype, product(shape));
      if (quantization === undefined || quantization.dtype === 'float16') return numbers;
      const { scale, min } = quantization;
      return numbers.map((step) => step * scale + min);
    },
  };
}

/** By the manifest's path, or by its last part where the file was picked by itself. */
function shard(path: string, fileName: string, companions: CompanionFiles): Uint8Array {
  const bytes = companions.get(path) ?? companions.get(path.slice(path.lastIndexOf('/') + 1));
  if (bytes === undefined) throw fileFault(fileName, `its weights lie in ${path}, which was not given with it`);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const whole = new Uint8Array(parts.reduce((total, { byteLength }) => total + byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole;
}
