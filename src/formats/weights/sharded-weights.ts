/**
 * Keras 3's weights cut into several files: `model.weights.json` says which of `model_00000.weights.h5`, `model_00001.weights.h5`, …
 * holds which part of the model's tree (keras/src/saving/saving_lib.py, `ShardedH5IOStore`).
 */
import * as v from 'valibot';
import { fileFault } from '../file-fault.ts';
import { H5File } from '../hdf5/h5-file.ts';
import { readKerasH5 } from '../hdf5/keras-h5.ts';
import { maxWeights } from '../limits.ts';
import type { CompanionFiles, WeightArchive } from './weight-archive.ts';

const indexSchema = v.object({ weight_map: v.record(v.string(), v.union([v.string(), v.array(v.string())])) });

/** Whether JSON is such an index. */
export function isShardIndex(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'weight_map' in json;
}

/** Throws a `StrideError` that names a shard that is missing or damaged. Closing the archive closes all shards. */
export async function readShardedWeights(
  json: unknown,
  fileName: string,
  companions: CompanionFiles,
): Promise<WeightArchive> {
  const index = v.safeParse(indexSchema, json);
  if (!index.success) throw fileFault(fileName, `its weight_map is damaged: ${index.issues[0].message}`);
  const names = [...new Set(Object.values(index.output.weight_map).flat())];
  if (names.length > maxWeights) throw fileFault(fileName, `it names more than ${maxWeights} files`);
  const opened: WeightArchive[] = [];
  const close = () => {
    for (const archive of opened) archive.close();
  };
  try {
    for (const name of names) opened.push(await shard(name, fileName, companions));
  } catch (thrown) {
    close();
    throw thrown;
  }
  return { format: 'keras-v3', layers: opened.flatMap(({ layers }) => layers), close };
}

async function shard(name: string, fileName: string, companions: CompanionFiles): Promise<WeightArchive> {
  const bytes = companions.get(name);
  if (bytes === undefined) throw fileFault(fileName, `its weights lie in ${name}, which was not given with it`);
  const file = await H5File.open(bytes, name);
  try {
    return readKerasH5(file);
  } catch (thrown) {
    file.close();
    throw thrown;
  }
}
