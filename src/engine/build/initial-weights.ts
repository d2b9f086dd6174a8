/**
 * Keras's initializers (https://keras.io/api/layers/initializers/), drawn from a counter-based generator: a weight's
 * values follow from the document's seed and the weight's own name, so they are the same on every backend and do not
 * change when another layer is added.
 */
import { product } from '#base/math.ts';
import { combineSeeds, fnv1a, uniformAt } from '#base/random.ts';
import type { InitializerName } from '#graph/initializers.ts';
import type { WeightSpec } from '#graph/layer-definition.ts';

/** The spread of a standard normal that is cut off at two standard deviations. */
const truncatedSpread = 0.87962566103423978;
/** Keras's `RandomUniform` and `RandomNormal` by default. */
const defaultUniformLimit = 0.05;
const defaultNormalSpread = 0.05;

/** How many values a kernel's output reads and how many outputs a value reaches (Keras: `compute_fans`). */
function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  if (shape.length < 2) return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 };
  const field = product(shape.slice(0, -2));
  return { fanIn: field * (shape.at(-2) as number), fanOut: field * (shape.at(-1) as number) };
}

function uniform(seed: number, size: number, limit: number): Float32Array {
  return Float32Array.from({ length: size }, (_, index) => (2 * uniformAt(seed, index) - 1) * limit);
}

/** Box and Muller's transform of two uniform draws. */
function normalAt(seed: number, index: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniformAt(seed, 2 * index)));
  return radius * Math.cos(2 * Math.PI * uniformAt(seed, 2 * index + 1));
}

function normal(seed: number, size: number, spread: number): Float32Array {
  return Float32Array.from({ length: size }, (_, index) => spread * normalAt(seed, index));
}

function truncatedNormal(seed: number, size: number, spread: number): Float32Array {
  return Float32Array.from({ length: size }, (_, index) => {
    let attempt = 0;
    let draw = normalAt(seed, index);
    // Each attempt reads a stream of its own, so that the draws of the other places stay as they are.
    while (Math.abs(draw) > 2) draw = normalAt(combineSeeds(seed, ++attempt), index);
    return spread * draw;
  });
}

function drawn(name: InitializerName, shape: readonly number[], seed: number): Float32Array {
  const size = product(shape);
  const { fanIn, fanOut } = fans(shape);
  const average = (fanIn + fanOut) / 2;
  switch (name) {
    case 'glorot_uniform':
      return uniform(seed, size, Math.sqrt(3 / average));
    case 'glorot_normal':
      return truncatedNormal(seed, size, Math.sqrt(1 / average) / truncatedSpread);
    case 'he_uniform':
      return uniform(seed, size, Math.sqrt(6 / fanIn));
    case 'he_normal':
      return truncatedNormal(seed, size, Math.sqrt(2 / fanIn) / truncatedSpread);
    case 'lecun_uniform':
      return uniform(seed, size, Math.sqrt(3 / fanIn));
    case 'lecun_normal':
      return truncatedNormal(seed, size, Math.sqrt(1 / fanIn) / truncatedSpread);
    case 'random_uniform':
      return uniform(seed, size, defaultUniformLimit);
    case 'random_normal':
      return normal(seed, size, defaultNormalSpread);
    case 'truncated_normal':
      return truncatedNormal(seed, size, defaultNormalSpread);
    case 'zeros':
      return new Float32Array(size);
    case 'ones':
      return new Float32Array(size).fill(1);
  }
}

/** What Keras fills a variable of this name with where the layer does not say otherwise. */
function defaultInitializer(weightName: string): InitializerName {
  switch (weightName) {
    case 'gamma':
    case 'moving_variance':
    case 'variance':
      return 'ones';
    case 'bias':
    case 'beta':
    case 'moving_mean':
    case 'mean':
    case 'count':
    case 'alpha':
      return 'zeros';
    default:
      return 'glorot_uniform';
  }
}

/** The layer settings that name a weight's initializer: `kernel` ← `kernelInitializer`. */
function configuredInitializer(config: object, weightName: string): InitializerName | undefined {
  const key = `${weightName.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}Initializer`;
  const settings = config as Readonly<Record<string, InitializerName | undefined>>;
  return settings[key] ?? (weightName === 'depthwise_kernel' ? settings.kernelInitializer : undefined);
}

/** The values a layer's weight begins with, in C order of its shape. */
export function initialWeight(
  layerName: string,
  config: object,
  { name, shape }: WeightSpec,
  seed: number,
): Float32Array {
  const initializer = configuredInitializer(config, name) ?? defaultInitializer(name);
  return drawn(initializer, shape, combineSeeds(seed, fnv1a(`${layerName}/${name}`)));
}
