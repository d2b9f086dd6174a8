import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import { largeProgramCases } from '../testing/case-count.ts';
import { checkCases, mostly } from '../testing/check-cases.ts';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { asTensor, openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { depthwiseReference } from './depthwise-conv2d.reference.ts';
import {
  depthwiseParameters,
  runDepthwise,
  runDepthwiseFilterGradient,
  runDepthwiseInputGradient,
} from './depthwise-conv2d.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

const pair = (max: number) => fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));

test('output and both gradients equal their references over shapes, strides, paddings, dilations and multipliers', async () => {
  const shapes = fc
    .record({
      batch: fc.integer({ min: 1, max: 3 }),
      size: mostly(pair(7), pair(10)),
      filter: mostly(pair(3), pair(4)),
      strides: pair(3),
      dilations: pair(2),
      channels: fc.constantFrom(1, 3, 4, 8),
      multiplier: fc.constantFrom(1, 1, 2, 3),
      pad: fc.constantFrom('same' as const, 'valid' as const),
      seed: fc.nat(),
    })
    .map(({ batch, size, channels, filter, multiplier, ...rest }) => {
      const xShape: [number, number, number, number] = [batch, ...size, channels];
      const filterShape: [number, number, number, number] = [...filter, channels, multiplier];
      return { batch, xShape, filterShape, ...rest, p: depthwiseParameters(xShape, filterShape, rest) };
    })
    .filter(({ p }) => p.outHeight > 0 && p.outWidth > 0);
  await checkCases(
    backend,
    shapes,
    ({ batch, xShape, filterShape, p, seed }) => {
      const dyShape: [number, number, number, number] = [batch, p.outHeight, p.outWidth, p.outChannels];
      const x = randomValues(tf.util.sizeFromShape(xShape), seed);
      const w = randomValues(tf.util.sizeFromShape(filterShape), seed + 1);
      const g = randomValues(tf.util.sizeFromShape(dyShape), seed + 2);
      const run = () => {
        const tensors = { x: tf.tensor4d(x, xShape), filter: tf.tensor4d(w, filterShape), dy: tf.tensor4d(g, dyShape) };
        return [
          asTensor(runDepthwise(backend, p, tensors)),
          asTensor(runDepthwiseInputGradient(backend, p, tensors)),
          asTensor(runDepthwiseFilterGradient(backend, p, tensors)),
        ];
      };
      const check = ([y, dx, dw]: readonly Float32Array[]) => {
        const expected = depthwiseReference(p, batch, x, w, g);
        expectClose(y!, expected.y);
        expectClose(dx!, expected.dx);
        expectClose(dw!, expected.dw);
      };
      return { run, check };
    },
    largeProgramCases,
  );
});

test('tfjs finds the kernels: its op, its fused op and its gradients', async () => {
  const xShape: [number, number, number, number] = [2, 6, 5, 4];
  const filterShape: [number, number, number, number] = [3, 3, 4, 1];
  const p = depthwiseParameters(xShape, filterShape, { strides: 1, pad: 'same', dilations: 1 });
  const x = randomValues(240, 1);
  const w = randomValues(36, 2);
  const bias = randomValues(4, 3);
  const g = randomValues(240, 4);
  const [y, fused, dx, dw] = await valuesOf(backend, () => {
    const input = tf.tensor4d(x, xShape);
    const filter = tf.tensor4d(w, filterShape);
    const op = (a?: tf.Tensor, b?: tf.Tensor) => tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same');
    return [
      op(input, filter),
      tf.fused.depthwiseConv2d({
        x: input,
        filter,
        strides: 1,
        pad: 'same',
        bias: tf.tensor1d(bias),
        activation: 'relu6',
      }),
      ...tf.grads(op)([input, filter], tf.tensor4d(g, xShape)),
    ];
  });
  const expected = depthwiseReference(p, 2, x, w, g);
  expectClose(y!, expected.y);
  expectClose(
    fused!,
    expected.y.map((sum, i) => Math.min(6, Math.max(0, sum + bias[i % 4]!))),
  );
  expectClose(dx!, expected.dx);
  expectClose(dw!, expected.dw);
});
