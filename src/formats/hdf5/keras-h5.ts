/**
 * Keras's HDF5 files, old and new. Old (`.h5`): a group for each layer, with the layers' and weights' order in attributes;
 * a whole model stands in `model_weights` beside an attribute `model_config`. New (`.weights.h5`): `vars/0`, `vars/1`, … at the
 * place that the object has in the model's tree of attributes. Sources: keras/src/legacy/saving/legacy_h5_format.py and
 * keras/src/saving/saving_lib.py.
 */
import type { Group } from 'h5wasm';
import { fileFault } from '../file-fault.ts';
import { parseJsonText } from '../json-text.ts';
import { maxDepth, maxWeights } from '../limits.ts';
import type { StoredLayer, StoredWeight, WeightArchive } from '../weights/weight-archive.ts';
import type { H5File } from './h5-file.ts';

/** The layers of an open file. Closing the archive closes the file. */
export function readKerasH5(file: H5File): WeightArchive {
  const root = file.group('/');
  const models = file.group('/model_weights');
  const legacy = [root, models].find((group) => group && file.chunkedTexts(group, 'layer_names') !== null);
  if (legacy) return archive(file, 'keras-h5', legacyLayers(file, legacy));
  if (root && file.keys(root).some((key) => newRoots.has(key))) {
    return archive(file, 'keras-v3', newLayers(file, root));
  }
  throw fileFault(file.name, 'a file of Keras weights was expected, and it has neither layer names nor variables');
}

/** The model's JSON that a whole-model file carries; null in a file of weights alone. */
export function modelConfigOf(file: H5File): unknown {
  const root = file.group('/');
  const text = root && file.texts(root, 'model_config')?.[0];
  return text ? parseJsonText(text, file.name) : null;
}

/** The version of the Keras that wrote the file; null where it does not say. */
export function kerasVersionOf(file: H5File): string | null {
  const root = file.group('/');
  return (root && file.texts(root, 'keras_version')?.[0]) ?? null;
}

function archive(file: H5File, format: WeightArchive['format'], layers: readonly StoredLayer[]): WeightArchive {
  return { format, layers: layers.filter(({ weights }) => weights.length > 0), close: () => file.close() };
}

function legacyLayers(file: H5File, root: Group): readonly StoredLayer[] {
  const names = file.chunkedTexts(root, 'layer_names') ?? [];
  let count = 0;
  return names.map((name) => {
    const group = file.group(join(root.path, name));
    if (group === null) throw fileFault(file.name, `it names a layer ${name}, which is not in it`);
    const weightNames = file.chunkedTexts(group, 'weight_names') ?? [];
    count += weightNames.length;
    if (count > maxWeights) throw fileFault(file.name, `it holds more than ${maxWeights} weights`);
    const weights = weightNames.map((weight) => stored(file, weight, join(group.path, weight)));
    return { name, weights };
  });
}

/** Where a new file's layers stand; the second belongs to Keras 2.13 to 2.15. */
const newRoots = new Set(['layers', '_layer_checkpoint_dependencies', 'vars']);
/** Parts of a model's tree that are no weights of its layers. */
const apart = new Set(['optimizer', 'metrics', 'compile_metrics', 'seed_generator', 'loss_tracker', '_metrics']);

function newLayers(file: H5File, root: Group): readonly StoredLayer[] {
  const layers: StoredLayer[] = [];
  let visited = 0;
  const visit = (group: Group, path: string, depth: number): void => {
    if (depth > maxDepth || ++visited > maxWeights) {
      throw fileFault(file.name, `its groups go deeper than ${maxDepth} or are more than ${maxWeights}`);
    }
    for (const key of file.keys(group)) {
      if (apart.has(key)) continue;
      const child = file.group(join(group.path, key));
      if (child === null) continue;
      if (key !== 'vars') {
        visit(child, join(path, key), depth + 1);
        continue;
      }
      const weights = file
        .keys(child)
        .filter((variable) => /^\d+$/.test(variable))
        .map((variable) => stored(file, join(path, `vars/${variable}`), join(child.path, variable)));
      layers.push({ name: file.texts(child, 'name')?.[0] ?? path, weights });
    }
  };
  visit(root, '', 0);
  return layers;
}

function stored(file: H5File, name: string, path: string): StoredWeight {
  const { shape, dtype, read } = file.numbers(path);
  return { name, shape, dtype, read };
}

function join(path: string, name: string): string {
  return path === '' || path === '/' ? name : `${path}/${name}`;
}
