/**
 * The inputs of a parity certificate: they follow from a seed alone, by arithmetic that Python and JavaScript do alike, so
 * that a certificate need not carry pictures. The generator is `uniformAt` of `base/random.ts`.
 */
import { product } from '#base/math.ts';
import { combineSeeds, uniformAt } from '#base/random.ts';
import type { GraphAnalysis } from '#graph/analysis.ts';
import type { LayerNode, ModelGraph } from '#graph/model-graph.ts';

export const paritySamples = 8;

export interface ParityInput {
  /** Of the Input layer. */
  readonly name: string;
  /** Of one sample. */
  readonly shape: readonly number[];
  readonly seed: number;
  /** Values lie in `[low, high)`: pixels where the network scales them itself, else 0..1. */
  readonly low: number;
  readonly high: number;
}

const takesPixels: ReadonlySet<string> = new Set(['Rescaling', 'Resizing', 'Normalization', 'CenterCrop']);

export function parityInputs(graph: ModelGraph, analysis: GraphAnalysis): readonly ParityInput[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return analysis.inputs.flatMap((id, index): readonly ParityInput[] => {
    const node = nodes.get(id);
    const shape = analysis.nodes.get(id)?.output;
    if (node === undefined || shape === undefined) return [];
    const readers = graph.edges.filter(({ source }) => source === id).map(({ target }) => nodes.get(target));
    const isPixels = readers.some((reader: LayerNode | undefined) =>
      reader === undefined ? false : takesPixels.has(reader.type) || reader.type.startsWith('Random'),
    );
    return [{ name: node.name, shape, seed: combineSeeds(index + 1), low: 0, high: isPixels ? 255 : 1 }];
  });
}

/** `[samples, …shape]`, float32. */
export function parityValues({ shape, seed, low, high }: ParityInput, samples = paritySamples): Float32Array {
  const values = new Float32Array(samples * product(shape));
  for (let place = 0; place < values.length; place++) values[place] = low + uniformAt(seed, place) * (high - low);
  return values;
}
