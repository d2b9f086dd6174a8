/**
 * Keras 3 saves a layer under its class's name in snake case and a number among those of its class, at its place in the
 * tree of models: `layers/functional/layers/conv2d_3/vars/0` (`saving_lib._save_container_state`).
 */
import { fileFault } from '../file-fault.ts';
import type { WantedLayer } from './match-weights.ts';
import type { StoredWeight, WeightArchive } from './weight-archive.ts';

interface Folder {
  readonly weights: StoredWeight[];
  readonly folders: Map<string, Folder>;
}

/** The stored weights of every wanted layer that the file holds. Throws where a class's layers cannot be told apart. */
export function matchByClass(
  archive: WeightArchive,
  wanted: readonly WantedLayer[],
  fileName: string,
): ReadonlyMap<WantedLayer, readonly StoredWeight[]> {
  const root = folder();
  for (const { weights } of archive.layers) for (const weight of weights) file(root, weight);
  const found = new Map<WantedLayer, readonly StoredWeight[]>();
  match(root, wanted, 0, found, fileName);
  return found;
}

function folder(): Folder {
  return { weights: [], folders: new Map() };
}

/** Puts `layers/conv2d/vars/0` into the folder `conv2d`; what Keras calls the container says nothing. */
function file(root: Folder, weight: StoredWeight): void {
  let at = root;
  const path = weight.name.split('/').slice(0, -2);
  for (const part of path.filter((part) => !containers.has(part))) {
    const next = at.folders.get(part) ?? folder();
    at.folders.set(part, next);
    at = next;
  }
  at.weights.push(weight);
}

const containers = new Set(['layers', '_layer_checkpoint_dependencies']);

function match(
  at: Folder,
  wanted: readonly WantedLayer[],
  depth: number,
  found: Map<WantedLayer, readonly StoredWeight[]>,
  fileName: string,
): void {
  const byKind = grouped(wanted, ({ place }) => place.steps[depth]?.kind ?? '');
  for (const [kind, ofKind] of byKind) {
    const folders = foldersOf(at, kind);
    const byLayer = [...grouped(ofKind, ({ place }) => place.steps[depth]?.index).values()];
    const withWeights = byLayer.filter((layers) => layers.some(({ specs }) => specs.length > 0));
    const chosen = withWeights.length === folders.length ? withWeights : withUnknown(byLayer, folders.length);
    if (chosen === null) {
      if (withWeights.length === 0) continue;
      const expected = `${withWeights.length} layers ${kind} with weights were expected`;
      throw fileFault(fileName, `${expected}, and it has ${folders.length}`);
    }
    for (const [index, layers] of chosen.entries()) {
      const own = folders[index];
      if (own === undefined) continue;
      const [only] = layers;
      if (only && only.place.steps.length === depth + 1) found.set(only, own.weights);
      else match(own, layers, depth + 1, found, fileName);
    }
  }
}

/** `Map.groupBy`, which Node 20 lacks. */
function grouped<Key>(
  layers: readonly WantedLayer[],
  keyOf: (layer: WantedLayer) => Key,
): ReadonlyMap<Key, readonly WantedLayer[]> {
  const groups = new Map<Key, WantedLayer[]>();
  for (const layer of layers) {
    const key = keyOf(layer);
    const group = groups.get(key);
    if (group) group.push(layer);
    else groups.set(key, [layer]);
  }
  return groups;
}

/** All layers of a class where some of them are unknown, and may have weights that nobody knows of. */
function withUnknown(
  byLayer: readonly (readonly WantedLayer[])[],
  count: number,
): readonly (readonly WantedLayer[])[] | null {
  return byLayer.length === count ? byLayer : null;
}

/** The folders `conv2d`, `conv2d_1`, … that hold something, in that order. */
function foldersOf({ folders }: Folder, kind: string): readonly Folder[] {
  const numberOf = (name: string) => {
    if (name === kind) return 0;
    const rest = name.startsWith(`${kind}_`) ? name.slice(kind.length + 1) : '';
    return /^\d+$/.test(rest) ? Number(rest) : null;
  };
  return [...folders]
    .map(([name, own]) => ({ number: numberOf(name), own }))
    .filter((each): each is { number: number; own: Folder } => each.number !== null)
    .sort((a, b) => a.number - b.number)
    .map(({ own }) => own);
}
