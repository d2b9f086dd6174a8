import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { checkCases } from '../testing/check-cases.ts';
import { tiedValues } from '../testing/random-values.ts';
import { openWebGPU } from '../testing/webgpu-backend.ts';
import { countRight } from './count-right.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

test('of equal logits the first one counts, in batches smaller and larger than a workgroup', async () => {
  const batches = fc.record({
    batch: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(64, 65, 200)),
    classes: fc.integer({ min: 1, max: 12 }),
    seed: fc.nat(),
  });
  await checkCases(backend, batches, ({ batch, classes, seed }) => {
    const logits = tiedValues(batch * classes, seed);
    const labels = Array.from({ length: batch }, (_, row) => (seed + row) % classes);
    const right = labels.filter((label, row) => {
      const own = [...logits.slice(row * classes, (row + 1) * classes)];
      return own.indexOf(Math.max(...own)) === label;
    });
    return {
      run: () => countRight(tf.tensor2d(logits, [batch, classes]), tf.tensor1d(labels, 'int32')),
      check: ([actual]) => expect([...actual!]).toEqual([right.length]),
    };
  });
});
