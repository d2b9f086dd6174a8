/** Random convolutions in another form than ours by register tiles, and what is expected of one and of its gradients. */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { present } from '#base/assert.ts';
import type { ProductForm } from '#protocol/kernels.ts';
import { runFilterGradientForm } from '../../conv2d-backprop-filter/filter-gradient-forms.ts';
import { turnedGeometry, withTurnedFilter } from '../../conv2d-backprop-input/turned-filter.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { randomValues } from '../../testing/random-values.ts';
import { toleranceOf } from '../../testing/tolerance-of.ts';
import type { Trial } from '../../testing/values-of-trials.ts';
import { asTensor } from '../../testing/webgpu-backend.ts';
import { conv2DBackpropFilterReference, conv2DBackpropInputReference, conv2DReference } from '../conv2d.reference.ts';
import { runConv2DForm } from '../conv2d-forms.ts';
import { conv2DGeometry } from '../conv2d-geometry.ts';

type Shape = [number, number, number, number];

const pair = (max: number) => fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));
/** Small ones mostly, whose programs compile fast. */
const mostly = <Value>(small: fc.Arbitrary<Value>, large: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 7, arbitrary: small }, { weight: 1, arbitrary: large });
/** Channel counts that divide by the vector width, by the tile, and by neither. */
const channels = mostly(fc.constantFrom(1, 3, 4, 5, 8), fc.constantFrom(12, 17, 33, 36));

export const conv2DCases = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    size: mostly(pair(6), pair(12)),
    filter: pair(3),
    strides: mostly(fc.constant<[number, number]>([1, 1]), pair(3)),
    dilations: pair(2),
    inChannels: channels,
    outChannels: channels,
    pad: fc.constantFrom('same' as const, 'valid' as const),
    withBias: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ batch, size, filter, strides, dilations, inChannels, outChannels, pad, ...others }) => {
    const xShape: Shape = [batch, ...size, inChannels];
    const filterShape: Shape = [...filter, inChannels, outChannels];
    const g = conv2DGeometry(tf.backend_util.computeConv2DInfo(xShape, filterShape, strides, dilations, pad));
    return { batch, xShape, filterShape, g, ...others };
  })
  .filter(({ g }) => g.outHeight > 0 && g.outWidth > 0);

type Conv2DCase = typeof conv2DCases extends fc.Arbitrary<infer Case> ? Case : never;

const valuesFor = (shape: Shape, seed: number) => randomValues(tf.util.sizeFromShape(shape), seed);

/** Runs the convolution, its gradient to the filter and, where no stride is above 1, that to the input. */
export function conv2DTrial(
  backend: WebGPUBackend,
  form: ProductForm,
  { batch, xShape, filterShape, g, withBias, seed }: Conv2DCase,
): Trial {
  const dyShape: Shape = [batch, g.outHeight, g.outWidth, g.outChannels];
  const x = valuesFor(xShape, seed);
  const filter = valuesFor(filterShape, seed + 1);
  const dy = valuesFor(dyShape, seed + 2);
  const bias = withBias ? randomValues(g.outChannels, seed + 3) : null;
  const taps = g.filterHeight * g.filterWidth;
  const pixels = batch * g.outHeight * g.outWidth;
  const sums = conv2DReference(g, batch, x, filter);
  const y = bias ? sums.map((sum, i) => Math.max(0, sum + (bias[i % g.outChannels] ?? Number.NaN))) : sums;
  const isStrided = g.strideHeight * g.strideWidth > 1;
  return {
    run: () => {
      const [xs, filters, dys] = [tf.tensor4d(x, xShape), tf.tensor4d(filter, filterShape), tf.tensor4d(dy, dyShape)];
      const fused = bias ? ({ bias: tf.tensor1d(bias), activation: 'relu' } as const) : {};
      const dx = () =>
        withTurnedFilter(backend, g, filters, (turned) =>
          runConv2DForm(backend, form, turnedGeometry(g), { x: dys, filter: turned }),
        );
      return [
        runConv2DForm(backend, form, g, { x: xs, filter: filters, ...fused }),
        runFilterGradientForm(backend, form, g, { x: xs, dy: dys }),
        ...(isStrided ? [] : [dx()]),
      ].map((output) => asTensor(present(output, 'It is not covered')));
    },
    check: ([forward = [], toFilter = [], toInput]) => {
      expectClose(forward, y, toleranceOf(form, taps * g.inChannels));
      expectClose(toFilter, conv2DBackpropFilterReference(g, batch, x, dy), toleranceOf(form, pixels));
      if (toInput) {
        const expected = conv2DBackpropInputReference(g, batch, dy, filter);
        expectClose(toInput, expected, toleranceOf(form, taps * g.outChannels));
      }
    },
  };
}
