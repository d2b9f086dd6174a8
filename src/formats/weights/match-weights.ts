/**
 * Which of a file's weights belong to which layer of the opened graph. Old `.h5` and TF.js files name layers; Keras 3's files
 * count them by class; where neither leads anywhere, files of the same network agree in their order.
 */
import { StrideError } from '#base/errors.ts';
import { formatBytes, formatShape } from '#base/format.ts';
import { product, sum } from '#base/math.ts';
import type { GraphAnalysis } from '#graph/analysis.ts';
import type { LayerPlace } from '#graph/keras/from-keras.ts';
import type { WeightSpec } from '#graph/layer-definition.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { maxFileBytes } from '../limits.ts';
import { matchByClass } from './match-by-class.ts';
import type { StoredWeight, WeightArchive } from './weight-archive.ts';

export interface MatchedWeight {
  /** Keras's name within the layer: `kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** In C order of the shape. */
  readonly values: Float32Array;
}

/** A layer of the graph that has weights, and where the file should hold them. */
export interface WantedLayer {
  readonly place: LayerPlace;
  readonly name: string;
  /** Empty for a layer whose weights nobody knows. */
  readonly specs: readonly WeightSpec[];
}

/**
 * The weights of every layer whose shapes are known, by the layer's name in the graph. `places` come from the same
 * file's model. Throws a `StrideError` that names the layer where the file lacks one or its shapes differ.
 */
export function matchWeights(
  archive: WeightArchive,
  { nodes }: ModelGraph,
  analysis: GraphAnalysis,
  places: readonly LayerPlace[],
  fileName: string,
): ReadonlyMap<string, readonly MatchedWeight[]> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const wanted = places.flatMap((place): readonly WantedLayer[] => {
    const node = byId.get(place.node);
    if (!node) return [];
    return [{ place, name: node.name, specs: analysis.nodes.get(node.id)?.weights ?? [] }];
  });
  const known = wanted.filter(({ specs }) => specs.length > 0);
  const numbers = sum(known.flatMap(({ specs }) => specs.map(({ shape }) => product(shape))));
  if (4 * numbers > maxFileBytes) {
    throw misfit(
      fileName,
      `its layers ask for ${formatBytes(4 * numbers)}, and at most ${formatBytes(maxFileBytes)} fit`,
    );
  }
  const stored = archive.format === 'keras-v3' ? matchByClass(archive, wanted, fileName) : matchByName(archive, known);
  const found = stored.size === known.length ? stored : (matchByOrder(archive, known) ?? stored);
  return new Map(known.map((layer) => [layer.name, valuesOf(layer, found.get(layer), fileName)]));
}

type Found = ReadonlyMap<WantedLayer, readonly StoredWeight[]>;

/** A layer by its own name; one of an inner model by the weights' names within the outer model's entry. */
function matchByName({ layers }: WeightArchive, wanted: readonly WantedLayer[]): Found {
  const byName = new Map(layers.map((layer) => [layer.name, layer.weights]));
  const all = layers.flatMap(({ weights }) => weights);
  const found = new Map<WantedLayer, readonly StoredWeight[]>();
  for (const layer of wanted) {
    const { names } = layer.place;
    const own = names.at(-1) ?? layer.name;
    const outer = names.length > 1 ? byName.get(names[0] ?? '') : undefined;
    const exact = byName.get(names.join('/')) ?? byName.get(layer.name) ?? (outer ? undefined : byName.get(own));
    const weights = exact ?? (outer ?? all).filter(({ name }) => isOf(name, own));
    if (weights.length === layer.specs.length) found.set(layer, weights);
  }
  return found;
}

/** Whether `mobilenet/conv1/kernel:0` is a weight of `conv1`. */
function isOf(weight: string, layer: string): boolean {
  const path = weight.slice(0, weight.lastIndexOf('/'));
  return path === layer || path.endsWith(`/${layer}`);
}

/** Layer by layer as the file has them, where the count of weights is right everywhere. */
function matchByOrder({ layers }: WeightArchive, wanted: readonly WantedLayer[]): Found | null {
  const fits =
    layers.length === wanted.length &&
    layers.every(({ weights }, index) => weights.length === wanted[index]?.specs.length);
  return fits ? new Map(wanted.map((layer, index) => [layer, layers[index]?.weights ?? []])) : null;
}

function valuesOf(
  { name, specs }: WantedLayer,
  stored: readonly StoredWeight[] | undefined,
  fileName: string,
): readonly MatchedWeight[] {
  if (stored === undefined || stored.length !== specs.length) {
    const has = stored === undefined ? 'none that belong to it' : `${stored.length}`;
    throw misfit(
      fileName,
      `${name} needs ${specs.length} weights (${specs.map((spec) => spec.name).join(', ')}), and the file has ${has}`,
    );
  }
  const named = inOrder(specs, stored);
  return specs.map((spec, index) => {
    const weight = named[index];
    if (weight === undefined || squeezed(weight.shape) !== squeezed(spec.shape)) {
      const received = weight ? formatShape(weight.shape) : 'nothing';
      throw misfit(
        fileName,
        `${name}/${spec.name} has the shape ${formatShape(spec.shape)}, and the file holds ${received}`,
      );
    }
    return { name: spec.name, shape: spec.shape, values: weight.read() };
  });
}

/** By the weights' own names where the file has them all, else as they come: frozen weights may stand behind others. */
function inOrder(specs: readonly WeightSpec[], stored: readonly StoredWeight[]): readonly (StoredWeight | undefined)[] {
  const byName = new Map(stored.map((weight) => [ownName(weight.name), weight]));
  const named = specs.map(({ name }) => byName.get(name));
  return named.every((weight) => weight !== undefined) ? named : stored;
}

/** `conv1/depthwise_kernel:0` → `depthwise_kernel`. */
function ownName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1).replace(/:\d+$/, '');
}

/** Shapes are the same whatever axes of size 1 they have: Keras 2 kept some that Keras 3 does not. */
function squeezed(shape: readonly number[]): string {
  return product(shape) === 1 ? '' : shape.filter((size) => size !== 1).join();
}

function misfit(fileName: string, reason: string): StrideError {
  return new StrideError({
    code: 'weights-do-not-fit',
    message: `The weights of ${fileName} do not fit its model: ${reason}.`,
    remedy: 'Save the model and its weights together, as .keras or .h5, and open that file.',
  });
}
