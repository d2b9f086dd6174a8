/** Schemas that several layer types share: Keras's words for sizes, strides, paddings and axes. */
import * as v from 'valibot';

export type Pair = readonly [number, number];
/** How far each side of a picture is padded or cropped: `[top, bottom, left, right]`, in pixels. */
export type Sides = readonly [number, number, number, number];

/** The largest size of an axis that a setting may ask for. */
export const maxAxisSize = 16384;

const integer = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** One number for both axes, or `[height, width]`, as Keras accepts; always gives the pair. */
function pair(element: v.GenericSchema<unknown, number>): v.GenericSchema<unknown, Pair> {
  return v.union([
    v.pipe(
      element,
      v.transform((both): Pair => [both, both]),
    ),
    v.pipe(v.strictTuple([element, element]), v.readonly()),
  ]);
}

const pixels = integer(0, 1024);

/** Keras's `padding` and `cropping` of four sides: one number, `[height, width]` or `[[top, bottom], [left, right]]`. */
export const sides: v.GenericSchema<unknown, Sides> = v.union([
  v.pipe(
    pixels,
    v.transform((all): Sides => [all, all, all, all]),
  ),
  v.pipe(
    v.strictTuple([pixels, pixels]),
    v.transform(([height, width]): Sides => [height, height, width, width]),
  ),
  v.pipe(
    v.strictTuple([v.strictTuple([pixels, pixels]), v.strictTuple([pixels, pixels])]),
    v.transform(([vertical, horizontal]): Sides => [...vertical, ...horizontal]),
  ),
  v.pipe(v.strictTuple([pixels, pixels, pixels, pixels]), v.readonly()),
]);

export const axisSize = integer(1, maxAxisSize);
export const filters = integer(1, 4096);
export const units = integer(1, 65536);
export const depthMultiplier = integer(1, 64);
export const kernelSize = pair(integer(1, 64));
export const strides = pair(integer(1, 64));
export const dilation = pair(integer(1, 64));
export const padding = v.picklist(['valid', 'same']);
export type Padding = v.InferOutput<typeof padding>;
/** Of how many independent parts a convolution consists, each with a share of the channels. */
export const groups = integer(1, 4096);
export const outputPadding = pair(integer(0, 63));

/** Keras's numbering: 0 is the batch, 1 the first axis of a sample, -1 the last. Whether it exists depends on the input. */
export const axis = integer(-4, 4);

export const finiteNumber = v.pipe(v.number(), v.finite());
export const nonNegative = v.pipe(finiteNumber, v.minValue(0));
/** A small number that keeps a division away from zero. */
export const epsilon = v.pipe(finiteNumber, v.minValue(1e-12), v.maxValue(1));
/** The share of values that are dropped. */
export const rate = v.pipe(v.number(), v.minValue(0), v.ltValue(1));
