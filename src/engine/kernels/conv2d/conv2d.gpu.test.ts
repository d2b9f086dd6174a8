import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { FusedActivation } from '../activation.ts';
import { runConv2DBackpropFilter } from '../conv2d-backprop-filter/conv2d-backprop-filter.ts';
import { handedPiece } from '../conv2d-backprop-filter/filter-gradient-tile.ts';
import { runConv2DBackpropInput } from '../conv2d-backprop-input/conv2d-backprop-input.ts';
import { subgroupLanes } from '../subgroup-lanes.ts';
import { largeProgramCases } from '../testing/case-count.ts';
import { checkCases, mostly } from '../testing/check-cases.ts';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { asTensor, openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { conv2DBackpropFilterReference, conv2DBackpropInputReference, conv2DReference } from './conv2d.reference.ts';
import { runConv2D } from './conv2d.ts';
import { type Conv2DGeometry, conv2DGeometry } from './conv2d-geometry.ts';

interface Conv2DCase {
  readonly batch: number;
  readonly inShape: [number, number, number, number];
  readonly filterShape: [number, number, number, number];
  readonly strides: [number, number];
  readonly dilations: [number, number];
  readonly pad: 'same' | 'valid';
  readonly geometry: Conv2DGeometry;
  readonly seed: number;
}

/** Channel counts that divide by the vector width, by the tile, and by neither. */
const channels = mostly(fc.constantFrom(1, 2, 3, 4, 5, 8), fc.constantFrom(7, 12, 16, 17));
const pair = (max: number) => fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));

const conv2DCaseOf = (outChannels: fc.Arbitrary<number>): fc.Arbitrary<Conv2DCase> =>
  fc
    .record({
      batch: fc.integer({ min: 1, max: 3 }),
      size: mostly(pair(6), pair(9)),
      filter: mostly(pair(3), pair(4)),
      strides: pair(3),
      dilations: pair(2),
      inChannels: channels,
      outChannels,
      pad: fc.constantFrom('same' as const, 'valid' as const),
      seed: fc.nat(),
    })
    .map(({ batch, size, filter, strides, dilations, inChannels, outChannels, pad, seed }) => {
      const inShape: Conv2DCase['inShape'] = [batch, size[0], size[1], inChannels];
      const filterShape: Conv2DCase['filterShape'] = [filter[0], filter[1], inChannels, outChannels];
      const info = tf.backend_util.computeConv2DInfo(inShape, filterShape, strides, dilations, pad);
      return { batch, inShape, filterShape, strides, dilations, pad, geometry: conv2DGeometry(info), seed };
    })
    .filter(({ geometry }) => geometry.outHeight > 0 && geometry.outWidth > 0);
const conv2DCase = conv2DCaseOf(channels);

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

const size = tf.util.sizeFromShape;

test('the forward pass equals its reference over shapes, strides, paddings and dilations', async () => {
  await checkCases(
    backend,
    conv2DCase,
    ({ batch, inShape, filterShape, geometry, seed }) => {
      const x = randomValues(size(inShape), seed);
      const filter = randomValues(size(filterShape), seed + 1);
      // Each invocation for itself, and handing on the filter where the adapter can.
      const lanes = seed % 2 === 0 ? 1 : subgroupLanes(backend);
      return {
        run: () => {
          const call = { x: tf.tensor4d(x, inShape), filter: tf.tensor4d(filter, filterShape) };
          return asTensor(runConv2D(backend, geometry, call, lanes));
        },
        check: ([actual]) => expectClose(actual!, conv2DReference(geometry, batch, x, filter)),
      };
    },
    largeProgramCases,
  );
});

const activations = {
  linear: (v) => v,
  relu: (v) => Math.max(0, v),
  relu6: (v) => Math.min(6, Math.max(0, v)),
  elu: (v) => (v >= 0 ? v : Math.exp(v) - 1),
  sigmoid: (v) => 1 / (1 + Math.exp(-v)),
  tanh: Math.tanh,
  leakyrelu: (v) => (v < 0 ? 0.3 * v : v),
} satisfies Record<FusedActivation, (sum: number) => number>;

test.for(Object.entries(activations))(
  'bias and %s fused into the forward pass equal their references',
  async ([activation, apply]) => {
    for (const filterShape of [
      [2, 3, 4, 8],
      [1, 1, 3, 5],
    ] as const) {
      const inShape: [number, number, number, number] = [2, 5, 6, filterShape[2]];
      const x = randomValues(size(inShape), 5);
      const filter = randomValues(size([...filterShape]), 6);
      const bias = randomValues(filterShape[3], 7);
      const info = tf.backend_util.computeConv2DInfo(inShape, [...filterShape], 1, 1, 'same');
      const [actual] = await valuesOf(backend, () =>
        tf.fused.conv2d({
          x: tf.tensor4d(x, inShape),
          filter: tf.tensor4d(filter, [...filterShape]),
          strides: 1,
          pad: 'same',
          bias: tf.tensor1d(bias),
          activation: activation as tf.fused.Activation,
          leakyreluAlpha: 0.3,
        }),
      );
      const sums = conv2DReference(conv2DGeometry(info), 2, x, filter);
      expectClose(
        actual!,
        sums.map((sum, i) => apply(sum + bias[i % filterShape[3]]!)),
      );
    }
  },
);

/** The gradient to the filter of random convolutions, and what it is to be. */
function checkFilterGradient(cases: fc.Arbitrary<Conv2DCase>, lanes: number, count: number): Promise<void> {
  return checkCases(
    backend,
    cases,
    ({ batch, inShape, geometry: g, seed }) => {
      const x = randomValues(size(inShape), seed);
      const dyShape: [number, number, number, number] = [batch, g.outHeight, g.outWidth, g.outChannels];
      const dy = randomValues(size(dyShape), seed + 1);
      return {
        run: () => {
          const tensors = { x: tf.tensor4d(x, inShape), dy: tf.tensor4d(dy, dyShape) };
          return asTensor(runConv2DBackpropFilter(backend, g, tensors, lanes));
        },
        check: ([actual]) => expectClose(actual!, conv2DBackpropFilterReference(g, batch, x, dy)),
      };
    },
    count,
  );
}

test('the gradient to the filter equals its reference', () => checkFilterGradient(conv2DCase, 1, largeProgramCases));

test('so it does where invocations hand each other the input', async ({ skip }) => {
  const lanes = subgroupLanes(backend);
  skip(lanes === 1, 'This is no software adapter with subgroups');
  const handed = conv2DCaseOf(fc.constantFrom(12, 16, 20, 32)).filter(({ geometry }) => !!handedPiece(geometry, lanes));
  await checkFilterGradient(handed, lanes, largeProgramCases / 2);
});

test('the gradient to the input equals its reference', async () => {
  await checkCases(
    backend,
    conv2DCase,
    ({ batch, filterShape, geometry: g, seed }) => {
      const filter = randomValues(size(filterShape), seed);
      const dyShape: [number, number, number, number] = [batch, g.outHeight, g.outWidth, g.outChannels];
      const dy = randomValues(size(dyShape), seed + 1);
      return {
        run: () => {
          const tensors = { dy: tf.tensor4d(dy, dyShape), filter: tf.tensor4d(filter, filterShape) };
          return asTensor(runConv2DBackpropInput(backend, g, tensors));
        },
        check: ([actual]) => expectClose(actual!, conv2DBackpropInputReference(g, batch, dy, filter)),
      };
    },
    largeProgramCases,
  );
});

test('tfjs finds our gradients, and they agree with finite differences', async () => {
  const xShape: [number, number, number, number] = [2, 5, 4, 3];
  const fShape: [number, number, number, number] = [3, 2, 3, 5];
  const x = randomValues(size(xShape), 1);
  const f = randomValues(size(fShape), 2);
  const loss = (a: tf.Tensor4D, b: tf.Tensor4D): tf.Scalar => tf.sum(tf.square(tf.conv2d(a, b, [2, 1], 'same')));
  const [dx, df] = await valuesOf(backend, () =>
    tf.grads(loss as (...tensors: tf.Tensor[]) => tf.Tensor)([tf.tensor4d(x, xShape), tf.tensor4d(f, fShape)]),
  );
  const lossAt = async (a: Float32Array, b: Float32Array) =>
    (await valuesOf(backend, () => loss(tf.tensor4d(a, xShape), tf.tensor4d(b, fShape))))[0]![0]!;
  const step = 0.02;
  const moved = (values: Float32Array, index: number, by: number) => {
    const copy = values.slice();
    copy[index]! += by;
    return copy;
  };
  for (const index of [0, 17, 59]) {
    const slope = (await lossAt(moved(x, index, step), f)) - (await lossAt(moved(x, index, -step), f));
    expect(slope / (2 * step)).toBeCloseTo(dx![index]!, 1);
    const slopeF = (await lossAt(x, moved(f, index, step))) - (await lossAt(x, moved(f, index, -step)));
    expect(slopeF / (2 * step)).toBeCloseTo(df![index]!, 1);
  }
});
