import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { BaseChoice, TransferBase } from '#protocol/transfer.ts';

/** What a picture's features follow from besides the picture: the base, the layer they are read from, and what is before. */
export interface FeaturesOrigin {
  readonly base: TransferBase;
  readonly inputSize: number;
  readonly layer: string;
  /** Whether the base's weights are kept with 16 bits a number: rounded ones give slightly other features. */
  readonly isHalfPrecision: boolean;
  /** All that is done to pixels before the first weights, as types and settings of layers: shape, scaling, means. */
  readonly preprocessing: readonly unknown[];
}

/**
 * `base` is the graph behind the data set's pictures. Each picture's own hash stands beside its features, so that a data
 * set that has grown needs those of its new pictures alone.
 */
export function featuresOrigin(
  { base: chosen, inputSize }: Pick<BaseChoice, 'base' | 'inputSize'>,
  base: ModelGraph,
  isHalfPrecision: boolean,
): FeaturesOrigin {
  const [end] = analyzeGraph(base).outputs;
  const layer = base.nodes.find(({ id }) => id === end)?.name ?? '';
  const preprocessing = base.nodes
    .filter(({ block, type }) => block === undefined || block === 'pictures' || type === 'Input')
    .map(({ type, config }) => [type, config]);
  return { base: chosen, inputSize, layer, isHalfPrecision, preprocessing };
}

/** null for what is none. */
export function parseOrigin(value: unknown): FeaturesOrigin | null {
  if (typeof value !== 'object' || value === null) return null;
  const { base, inputSize, layer, isHalfPrecision, preprocessing }: Partial<Record<keyof FeaturesOrigin, unknown>> =
    value;
  const parsed = parseBase(base);
  if (parsed === null || typeof inputSize !== 'number' || typeof layer !== 'string') return null;
  if (typeof isHalfPrecision !== 'boolean' || !Array.isArray(preprocessing)) return null;
  return { base: parsed, inputSize, layer, isHalfPrecision, preprocessing };
}

function parseBase(value: unknown): TransferBase | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  if (value.kind === 'embedded') return { kind: 'embedded' };
  return value.kind === 'zoo' && 'network' in value && typeof value.network === 'string'
    ? { kind: 'zoo', network: value.network }
    : null;
}
