/**
 * The gradients that every kernel is held to agree with finite differences of the values it is held to: in float64, where
 * a difference says something to many digits. That the kernels equal both is shown on the GPU, by their own tests.
 */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchNormalizationReference } from './batch-normalization/batch-normalization.reference.ts';
import {
  conv2DBackpropFilterReference,
  conv2DBackpropInputReference,
  conv2DReference,
} from './conv2d/conv2d.reference.ts';
import { conv2DGeometry } from './conv2d/conv2d-geometry.ts';
import { depthwiseReference } from './depthwise-conv2d/depthwise-conv2d.reference.ts';
import { depthwiseParameters } from './depthwise-conv2d/depthwise-conv2d.ts';
import { matMulReference } from './matmul/matmul.reference.ts';
import { maxPoolGradReference } from './pool/max-pool-grad.reference.ts';
import { poolGeometry } from './pool/max-pool-grad.ts';
import { poolReference } from './pool/pool.reference.ts';
import { softmaxCrossEntropyReference } from './softmax-cross-entropy/softmax-cross-entropy.reference.ts';
import { randomValues } from './testing/random-values.ts';

type Shape = [number, number, number, number];

const step = 1e-4;
const runs = { numRuns: 200 };
const size = tf.util.sizeFromShape;

/** Passes where the gradient is the slope of `loss` at one of the values, drawn by `seed`. */
function expectSlope(
  loss: (values: readonly number[]) => number,
  values: Float32Array,
  gradient: ArrayLike<number>,
  seed: number,
): void {
  const index = seed % values.length;
  const lossAt = (by: number) => loss(Array.from(values, (value, i) => (i === index ? value + by : value)));
  expect(gradient.length).toBe(values.length);
  expect((lossAt(step) - lossAt(-step)) / (2 * step)).toBeCloseTo(gradient[index]!, 5);
}

const weighted = (values: ArrayLike<number>, weights: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value, i) => sum + value * weights[i]!, 0);

const pair = (max: number) => fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));
const windows = fc.record({
  batch: fc.integer({ min: 1, max: 2 }),
  sides: pair(6),
  filter: pair(3),
  strides: pair(3),
  dilations: pair(2),
  channels: pair(4),
  pad: fc.constantFrom('same' as const, 'valid' as const),
  seed: fc.nat(),
});

test('of convolutions, to the input and to the filter', () => {
  fc.assert(
    fc.property(windows, ({ batch, sides, filter, strides, dilations, channels, pad, seed }) => {
      const inShape: Shape = [batch, ...sides, channels[0]];
      const filterShape: Shape = [...filter, ...channels];
      const info = tf.backend_util.computeConv2DInfo(inShape, filterShape, strides, dilations, pad);
      fc.pre(info.outHeight > 0 && info.outWidth > 0);
      const g = conv2DGeometry(info);
      const x = randomValues(size(inShape), seed);
      const w = randomValues(size(filterShape), seed + 1);
      const dy = randomValues(size(info.outShape), seed + 2);
      const toInput = conv2DBackpropInputReference(g, batch, dy, w);
      const toFilter = conv2DBackpropFilterReference(g, batch, x, dy);
      expectSlope((values) => weighted(conv2DReference(g, batch, values, w), dy), x, toInput, seed);
      expectSlope((values) => weighted(conv2DReference(g, batch, x, values), dy), w, toFilter, seed);
    }),
    runs,
  );
});

test('of depthwise convolutions, to the input and to the filter', () => {
  fc.assert(
    fc.property(windows, ({ batch, sides, filter, strides, dilations, channels, pad, seed }) => {
      const inShape: Shape = [batch, ...sides, channels[0]];
      const filterShape: Shape = [...filter, ...channels];
      const p = depthwiseParameters(inShape, filterShape, { strides, pad, dilations });
      fc.pre(p.outHeight > 0 && p.outWidth > 0);
      const x = randomValues(size(inShape), seed);
      const w = randomValues(size(filterShape), seed + 1);
      const dy = randomValues(batch * p.outHeight * p.outWidth * p.outChannels, seed + 2);
      const { dx, dw } = depthwiseReference(p, batch, x, w, dy);
      expectSlope((values) => weighted(depthwiseReference(p, batch, values, w, dy).y, dy), x, dx, seed);
      expectSlope((values) => weighted(depthwiseReference(p, batch, x, values, dy).y, dy), w, dw, seed);
    }),
    runs,
  );
});

test('of matrix products, to either matrix', () => {
  const side = fc.integer({ min: 1, max: 6 });
  const products = fc.record({ rows: side, inner: side, columns: side, seed: fc.nat() });
  const asTheyLie = { transposeA: false, transposeB: false };
  fc.assert(
    fc.property(products, ({ rows, inner, columns, seed }) => {
      const a = randomValues(rows * inner, seed);
      const b = randomValues(inner * columns, seed + 1);
      const dy = randomValues(rows * columns, seed + 2);
      const product = (x: ArrayLike<number>, y: ArrayLike<number>) =>
        matMulReference({ rows, inner, columns, ...asTheyLie }, x, y);
      const toA = { rows, inner: columns, columns: inner, transposeA: false, transposeB: true };
      const toB = { rows: inner, inner: rows, columns, transposeA: true, transposeB: false };
      expectSlope((values) => weighted(product(values, b), dy), a, matMulReference(toA, dy, b), seed);
      expectSlope((values) => weighted(product(a, values), dy), b, matMulReference(toB, a, dy), seed);
    }),
    runs,
  );
});

test('of pooling by maxima and by averages', () => {
  fc.assert(
    fc.property(windows, ({ batch, sides, filter, strides, channels, pad, seed }) => {
      const inShape: Shape = [batch, ...sides, channels[0]];
      const info = tf.backend_util.computePool2DInfo(inShape, filter, strides, 1, pad);
      fc.pre(info.outHeight > 0 && info.outWidth > 0);
      const p = poolGeometry(info);
      // No two values so near each other that a step of the difference would change which is the greater.
      const places = Array.from({ length: size(inShape) }, (_, place) => place);
      const order = places.toSorted((a, b) => ((a * 7919 + seed) % 97) - ((b * 7919 + seed) % 97));
      const x = Float32Array.from(order, (place) => place / order.length);
      const dy = randomValues(size(info.outShape), seed + 1);
      const pooled = (values: readonly number[]) => poolReference(p, batch, values, dy);
      expectSlope((values) => weighted(pooled(values).max, dy), x, maxPoolGradReference(p, batch, x, dy), seed);
      expectSlope((values) => weighted(pooled(values).avg, dy), x, pooled([...x]).avgGradient, seed);
    }),
    runs,
  );
});

test('of batch normalisation, to the input, to gamma and to beta', () => {
  const batches = fc.record({
    rows: fc.integer({ min: 1, max: 20 }),
    channels: fc.integer({ min: 1, max: 5 }),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(batches, ({ rows, channels, seed }) => {
      const [x, dy] = [randomValues(rows * channels, seed), randomValues(rows * channels, seed + 1)];
      const [gamma, beta] = [randomValues(channels, seed + 2), randomValues(channels, seed + 3)];
      // With one row the spread is nothing but epsilon, and slopes are steep.
      const run = (a: ArrayLike<number>, g: ArrayLike<number>, b: ArrayLike<number>) =>
        batchNormalizationReference(channels, a, g, b, dy, 0.1);
      const { dx, dGamma, dBeta } = run(x, gamma, beta);
      expectSlope((values) => weighted(run(values, gamma, beta).value, dy), x, dx, seed);
      expectSlope((values) => weighted(run(x, values, beta).value, dy), gamma, dGamma, seed);
      expectSlope((values) => weighted(run(x, gamma, values).value, dy), beta, dBeta, seed);
    }),
    runs,
  );
});

test('of softmax cross-entropy, to the logits', () => {
  const samples = fc.record({
    batch: fc.integer({ min: 1, max: 5 }),
    classes: fc.integer({ min: 2, max: 9 }),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(samples, ({ batch, classes, seed }) => {
      const logits = randomValues(batch * classes, seed).map((value) => 3 * value);
      const labels = randomValues(batch * classes, seed + 1).map((value) => (value + 1) / classes);
      const dy = randomValues(batch, seed + 2);
      const run = (z: ArrayLike<number>) => softmaxCrossEntropyReference(classes, z, labels, dy);
      expectSlope((values) => weighted(run(values).losses, dy), logits, run(logits).gradient, seed);
    }),
    runs,
  );
});
