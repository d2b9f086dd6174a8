/**
 * Puts the weights of a file into a network's layers: by order for Keras's old `.h5`, by name otherwise. Every layer must
 * find its weights in its own shapes, or the file is refused as a whole.
 */
import { StrideError } from '#base/errors.ts';
import { formatCount, formatShape } from '#base/format.ts';
import { product } from '#base/math.ts';
import type { StoredLayer, StoredWeight, WeightArchive } from '#formats/weights/weight-archive.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { WeightSpec } from '#graph/layer-definition.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { snakeCase } from '#graph/names.ts';
import { networkFacts } from '#zoo/network-facts.ts';
import { zooNetworks } from '#zoo/registry.ts';
import type { LayerWeights, NamedWeight } from '../layer-weights.ts';

/** A layer that has weights, in Keras's order of the layers. */
interface WeightedLayer {
  readonly name: string;
  /** As Keras numbers layers of one class in new files: `conv2d`, `conv2d_1`. */
  readonly placeName: string;
  readonly specs: readonly WeightSpec[];
}

interface Subject {
  /** The network, as a person reads it. */
  readonly network: string;
  readonly fileName: string;
}

type Match = readonly (readonly [layer: WeightedLayer, stored: StoredLayer])[];

/**
 * Reads the weights of `graph`, whose layers stand in Keras's order. `whole` is the same network with its classifier,
 * whose file serves one without too. Throws `weights-other-network`.
 */
export function fitArchive(
  archive: WeightArchive,
  graph: ModelGraph,
  whole: ModelGraph,
  subject: Subject,
): LayerWeights {
  const layers = weightedLayers(graph);
  const match = matched(archive, layers) ?? wholeMatched(archive, layers, weightedLayers(whole));
  if (match === null) throw otherNetwork(archive, layers, subject);
  return new Map(match.map(([layer, stored]) => [layer.name, readLayer(layer, stored, subject)]));
}

function weightedLayers(graph: ModelGraph): readonly WeightedLayer[] {
  const { nodes } = analyzeGraph(graph);
  const counts = new Map<string, number>();
  return graph.nodes.flatMap(({ id, name, type }) => {
    const base = snakeCase(type);
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    const specs = nodes.get(id)?.weights ?? [];
    return specs.length === 0 ? [] : [{ name, placeName: count === 0 ? base : `${base}_${count}`, specs }];
  });
}

function matched(archive: WeightArchive, layers: readonly WeightedLayer[]): Match | null {
  const byOrder = () =>
    archive.layers.length === layers.length ? pairs(layers, (_, index) => archive.layers[index]) : null;
  const by = (key: (layer: WeightedLayer) => string) => {
    const known = new Map(archive.layers.map((stored) => [lastPart(stored.name), stored]));
    return pairs(layers, (layer) => known.get(key(layer)));
  };
  const byName = () => by(({ name }) => lastPart(name));
  const ways =
    archive.format === 'keras-h5' ? [byOrder, byName] : [byName, () => by(({ placeName }) => placeName), byOrder];
  for (const way of ways) {
    const match = way();
    if (match?.every(([{ specs }, { weights }]) => weightsInOrder(specs, weights) !== null)) return match;
  }
  return null;
}

function wholeMatched(
  archive: WeightArchive,
  layers: readonly WeightedLayer[],
  whole: readonly WeightedLayer[],
): Match | null {
  const names = new Set(layers.map(({ name }) => name));
  return matched(archive, whole)?.filter(([{ name }]) => names.has(name)) ?? null;
}

function pairs(
  layers: readonly WeightedLayer[],
  storedOf: (layer: WeightedLayer, index: number) => StoredLayer | undefined,
): Match | null {
  const found = layers.flatMap((layer, index) => {
    const stored = storedOf(layer, index);
    return stored ? [[layer, stored] as const] : [];
  });
  return found.length === layers.length ? found : null;
}

/** The stored weights in the order of the layer's own, or null where they are others. */
function weightsInOrder(specs: readonly WeightSpec[], stored: readonly StoredWeight[]): readonly StoredWeight[] | null {
  if (stored.length !== specs.length) return null;
  const byName = new Map(stored.map((weight) => [weightName(weight.name), weight]));
  const named = specs.map(({ name }) => byName.get(weightName(name)));
  const order = named.every((weight) => weight !== undefined) ? named : stored;
  return order.every((weight, index) => hasShape(weight, specs[index])) ? order : null;
}

function hasShape({ shape }: StoredWeight, spec: WeightSpec | undefined): boolean {
  if (spec === undefined) return false;
  // A single number is stored with and without an axis of one.
  const isSingle = spec.shape.length === 0 && product(shape) === 1;
  return isSingle || shape.join() === spec.shape.join();
}

function readLayer({ name, specs }: WeightedLayer, stored: StoredLayer, { fileName }: Subject): readonly NamedWeight[] {
  const order = weightsInOrder(specs, stored.weights) ?? [];
  return specs.map((spec, index) => {
    const values = order[index]?.read();
    if (values?.length !== product(spec.shape))
      throw new Error(`Assertion failed: ${fileName} holds ${name}/${spec.name}`);
    return { name: spec.name, shape: spec.shape, values };
  });
}

function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1);
}

/** Keras's name without what its versions put around it; a depthwise kernel was called `kernel` for a while. */
function weightName(name: string): string {
  const bare = lastPart(name.replace(/:\d+$/, ''));
  return bare === 'depthwise_kernel' ? 'kernel' : bare;
}

function otherNetwork(
  archive: WeightArchive,
  layers: readonly WeightedLayer[],
  { network, fileName }: Subject,
): StrideError {
  const numbers = archive.layers.flatMap(({ weights }) => weights).reduce((sum, { shape }) => sum + product(shape), 0);
  const wanted = layers.flatMap(({ specs }) => specs).reduce((sum, { shape }) => sum + product(shape), 0);
  const guess = networkOf(numbers);
  const isPart = archive.layers.length < layers.length && guess?.withoutTop === true;
  return new StrideError({
    code: 'weights-other-network',
    message:
      `${fileName} does not hold the weights of ${network}: expected ${layers.length} layers with ` +
      `${formatCount(wanted)} numbers. Received: ${archive.layers.length} layers with ${formatCount(numbers)} numbers` +
      `${guess === null ? difference(archive, layers) : `, as many as ${guess.name}`}.`,
    remedy: isPart
      ? 'Load the network without its classifier, or choose the file that has it.'
      : 'Choose the network that the file belongs to, or another file. Nothing of this one was loaded.',
  });
}

/** The first place where shapes differ, which tells two networks of one depth apart. */
function difference(archive: WeightArchive, layers: readonly WeightedLayer[]): string {
  for (const [index, { name, specs }] of layers.entries()) {
    const stored = archive.layers[index];
    const at = specs.findIndex((spec, place) => !stored?.weights[place] || !hasShape(stored.weights[place], spec));
    const spec = specs[at];
    const found = stored?.weights[at];
    if (spec && found) return `; ${name}/${spec.name} is ${formatShape(spec.shape)}, not ${formatShape(found.shape)}`;
  }
  return '';
}

function networkOf(numbers: number): { readonly name: string; readonly withoutTop: boolean } | null {
  for (const { name } of zooNetworks) {
    const { parameters, parametersWithoutTop } = networkFacts(name);
    if (numbers === parameters) return { name, withoutTop: false };
    if (numbers === parametersWithoutTop) return { name: `${name} without its classifier`, withoutTop: true };
  }
  return null;
}
