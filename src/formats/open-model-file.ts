/** Opens any file that a model or its weights come in, by what its bytes are; its name only serves the errors. */
import { fileFault } from './file-fault.ts';
import { H5File, isHdf5 } from './hdf5/h5-file.ts';
import { kerasVersionOf, modelConfigOf, readKerasH5 } from './hdf5/keras-h5.ts';
import { parseJson } from './json-text.ts';
import { isZip, unpackKeras } from './keras-archive.ts';
import { maxFileBytes } from './limits.ts';
import { isSafetensors, readSafetensors } from './weights/safetensors.ts';
import { isShardIndex, readShardedWeights } from './weights/sharded-weights.ts';
import { readTfjsWeights, shardNames } from './weights/tfjs-weights.ts';
import type { CompanionFiles, WeightArchive } from './weights/weight-archive.ts';

export interface ModelFile {
  /** Of the Keras that wrote it, where the file says it beside the model. */
  readonly kerasVersion: string | null;
  /** The model's Keras JSON as the file holds it; null in a file of weights alone. */
  readonly config: unknown;
  /** Null where the file holds a model without weights. Whoever opened the file closes it. */
  readonly weights: WeightArchive | null;
}

const none: CompanionFiles = new Map();

/**
 * `companions` are the files beside it, for the shards of a TF.js model and of Keras 3's weights. A TF.js model of which no shard is given opens
 * without weights. Throws a `StrideError` that names the file for anything that is none of these formats.
 */
export async function openModelFile(
  bytes: Uint8Array,
  fileName: string,
  companions: CompanionFiles = none,
): Promise<ModelFile> {
  if (bytes.byteLength > maxFileBytes) {
    throw fileFault(fileName, `it is larger than ${maxFileBytes / 2 ** 20} MiB`);
  }
  if (isHdf5(bytes)) return openHdf5(bytes, fileName);
  if (isZip(bytes)) return openKeras(bytes, fileName);
  if (isSafetensors(bytes)) return { kerasVersion: null, config: null, weights: readSafetensors(bytes, fileName) };
  const [first] = bytes;
  if (first !== 0x7b && first !== 0x20 && first !== 0x0a && first !== 0xef) {
    const expected = 'a Keras model (.keras, .h5), safetensors or model JSON was expected';
    throw fileFault(fileName, `${expected}, and its ${bytes.byteLength} bytes are none of these`);
  }
  return openJson(bytes, fileName, companions);
}

async function openHdf5(bytes: Uint8Array, fileName: string): Promise<ModelFile> {
  const file = await H5File.open(bytes, fileName);
  try {
    return { kerasVersion: kerasVersionOf(file), config: modelConfigOf(file), weights: readKerasH5(file) };
  } catch (thrown) {
    file.close();
    throw thrown;
  }
}

async function openKeras(bytes: Uint8Array, fileName: string): Promise<ModelFile> {
  const files = unpackKeras(bytes, fileName);
  const config = files.get('config.json');
  if (config === undefined) throw fileFault(fileName, 'a .keras archive was expected, and it has no config.json');
  const json = parseJson(config, `${fileName}/config.json`);
  const metadata = files.get('metadata.json');
  const kerasVersion = metadata ? versionIn(parseJson(metadata, `${fileName}/metadata.json`)) : null;
  const weights = files.get('model.weights.h5');
  if (weights === undefined) return { kerasVersion, config: json, weights: null };
  return { kerasVersion, config: json, weights: (await openHdf5(weights, `${fileName}/model.weights.h5`)).weights };
}

async function openJson(bytes: Uint8Array, fileName: string, companions: CompanionFiles): Promise<ModelFile> {
  const json = parseJson(bytes, fileName);
  if (isShardIndex(json)) {
    return { kerasVersion: null, config: null, weights: await readShardedWeights(json, fileName, companions) };
  }
  const shards = shardNames(json, fileName);
  if (shards === null) return { kerasVersion: null, config: json, weights: null };
  const isGiven = shards.some((path) => companions.has(path) || companions.has(path.slice(path.lastIndexOf('/') + 1)));
  return { kerasVersion: null, config: json, weights: isGiven ? readTfjsWeights(json, fileName, companions) : null };
}

function versionIn(metadata: unknown): string | null {
  if (typeof metadata !== 'object' || metadata === null || !('keras_version' in metadata)) return null;
  return typeof metadata.keras_version === 'string' ? metadata.keras_version : null;
}
