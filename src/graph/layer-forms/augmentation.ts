/**
 * The form of Keras's random preprocessing layers: they change pictures in training and hand them on as they are
 * everywhere else, so they have no weights and cost nothing in use. What they draw is in `data/augmentation`.
 */
import * as v from 'valibot';
import { finiteNumber } from '../config-schemas.ts';
import { defineLayer, type LayerDefinition } from '../layer-definition.ts';
import { fromFeatureMap } from './only-input.ts';

/** `[lower, upper]`, the lower one first. */
export type Range = readonly [number, number];

const number = (min: number, max: number) => v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));

const sorted = (a: number, b: number): Range => (a <= b ? [a, b] : [b, a]);

/**
 * Keras's `factor`: two numbers in any order, or one number, which `ofNumber` makes a range of as the layer's own
 * constructor does. Always gives the range.
 */
export function factor(
  min: number,
  max: number,
  ofNumber: (number: number) => Range = (one) => [-Math.abs(one), Math.abs(one)],
): v.GenericSchema<unknown, Range> {
  return v.union([
    v.pipe(number(min, max), v.transform(ofNumber)),
    v.pipe(
      v.strictTuple([number(min, max), number(min, max)]),
      v.transform(([a, b]): Range => sorted(a, b)),
    ),
  ]);
}

/** The least and the greatest value a picture may hold. */
export const valueRange: v.GenericSchema<unknown, Range> = v.pipe(
  v.strictTuple([number(-65536, 65536), number(-65536, 65536)]),
  v.transform(([a, b]): Range => sorted(a, b)),
);

export const fillModes = ['reflect', 'wrap', 'constant', 'nearest'] as const;

/** How a layer that moves pixels reads between and beside them. */
export const sampling = {
  fillMode: v.optional(v.picklist(fillModes), 'reflect'),
  interpolation: v.optional(v.picklist(['bilinear', 'nearest']), 'bilinear'),
  fillValue: v.optional(finiteNumber, 0),
} as const;

export const samplingFields = [
  {
    key: 'fillMode',
    label: 'Fill mode',
    control: 'choice',
    options: fillModes,
    help: 'What is seen beyond the edge: its mirror image, the opposite edge, one value, or the edge drawn out.',
  },
  { key: 'interpolation', label: 'Interpolation', control: 'choice', options: ['bilinear', 'nearest'] },
  {
    key: 'fillValue',
    label: 'Fill value',
    control: 'number',
    min: -65536,
    max: 65536,
    step: 1,
    help: 'The value beyond the edge where the fill mode is “constant”.',
  },
] as const;

export const valueRangeField = {
  key: 'valueRange',
  label: 'Value range',
  control: 'numbers',
  parts: ['lowest', 'highest'],
  min: -65536,
  max: 65536,
  step: 1,
  help: 'What comes out is held within it: 0 to 255 in front of a Rescaling.',
} as const;

/** A range in per cent, or in whatever `unit` is one of: `± 20 %`, `-10 to 30 %`. */
export function describeRange([lower, upper]: Range, scale = 100, unit = ' %'): string {
  const format = (value: number) => String(Number((value * scale).toFixed(1)));
  if (lower === upper) return `${format(upper)}${unit}`;
  return lower === -upper ? `± ${format(upper)}${unit}` : `${format(lower)} to ${format(upper)}${unit}`;
}

/** A layer that changes pictures `[height, width, channels]` in training and keeps their shape. */
export function defineAugmentation<const Type extends string, Config>(
  definition: Omit<LayerDefinition<Type, Config>, 'family' | 'arity' | 'inferShape' | 'weights' | 'multiplyAdds'>,
): LayerDefinition<Type, Config> {
  return defineLayer({
    ...definition,
    family: 'augmentation',
    arity: { min: 1, max: 1 },
    inferShape: (_, inputs) =>
      fromFeatureMap(inputs, (height, width, channels) => ({ ok: true, output: [height, width, channels] })),
    weights: () => [],
    multiplyAdds: () => 0,
  });
}
