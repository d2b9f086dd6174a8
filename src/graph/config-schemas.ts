/** Schemas that several layer types share: Keras's words for sizes, strides and paddings. */
import * as v from 'valibot';

const positive = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max));

/** One number for both axes, or `[height, width]`, as Keras accepts; always gives the pair. */
function pair(element: v.GenericSchema<unknown, number>): v.GenericSchema<unknown, readonly [number, number]> {
  return v.union([
    v.pipe(
      element,
      v.transform((both): readonly [number, number] => [both, both]),
    ),
    v.pipe(v.tuple([element, element]), v.readonly()),
  ]);
}

export const filters = positive(4096);
export const units = positive(65536);
export const kernelSize = pair(positive(64));
export const strides = pair(positive(64));
export const dilation = pair(positive(64));
export const padding = v.picklist(['valid', 'same']);
export type Padding = v.InferOutput<typeof padding>;
