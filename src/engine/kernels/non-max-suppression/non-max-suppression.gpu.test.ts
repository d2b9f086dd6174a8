import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, test } from 'vitest';
import { uniformAt } from '#base/random.ts';
import type { Detection } from '#vision/detection.ts';
import { nonMaxSuppression, type SuppressionMethod } from '#vision/nms.ts';
import { asTensor, openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { CANDIDATE_LIMIT } from '../top-candidates/top-candidates.ts';
import { type FrameTransform, nonMaxSuppressionOnGpu } from './non-max-suppression.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

const asItIs: FrameTransform = { scaleY: 1, scaleX: 1, offsetY: 0, offsetX: 0, height: 400, width: 400 };

/** Clusters of boxes that overlap, by falling score as a detector gives them. */
function clusters(count: number, seed: number): readonly Detection[] {
  return Array.from({ length: count }, (_, index) => {
    const draw = (of: number) => uniformAt(seed, index * 6 + of);
    const y1 = Math.floor(draw(0) * 4) * 90 + draw(1) * 25;
    const x1 = Math.floor(draw(2) * 4) * 90 + draw(3) * 25;
    return {
      box: { y1, x1, y2: y1 + 30 + draw(4) * 30, x2: x1 + 30 + draw(5) * 30 },
      score: Math.fround(0.99 - (index / count) * 0.95),
      classIndex: index % 3,
    };
  });
}

function packed(detections: readonly Detection[]): tf.Tensor2D {
  const rows = new Float32Array(CANDIDATE_LIMIT * 6);
  detections.forEach(({ box, score, classIndex }, row) => {
    rows.set([box.y1, box.x1, box.y2, box.x2, score, classIndex], row * 6);
  });
  return tf.tensor2d(rows, [CANDIDATE_LIMIT, 6]);
}

const methods: readonly SuppressionMethod[] = [
  { type: 'hard', iouThreshold: 0.45 },
  { type: 'diou', iouThreshold: 0.3 },
  { type: 'softLinear', iouThreshold: 0.2 },
  { type: 'softGaussian', sigma: 0.4 },
];

async function suppressed(
  detections: readonly Detection[],
  options: Parameters<typeof nonMaxSuppression>[1],
  wanted = [1, 1, 1],
  transform = asItIs,
) {
  const [rows] = await valuesOf(backend, () =>
    asTensor(
      nonMaxSuppressionOnGpu(backend, {
        candidates: packed(detections),
        wanted: tf.tensor1d(wanted),
        options,
        transform,
      }),
    ),
  );
  const [kept = -1, candidateCount] = rows!;
  const found = Array.from({ length: kept }, (_, row) => [...rows!.slice((row + 1) * 6, (row + 2) * 6)]);
  return { found, candidateCount };
}

const asRow = ({ box, score, classIndex }: Detection) => [box.y1, box.x1, box.y2, box.x2, score, classIndex];

test.each(methods)('keeps what the processor keeps: $type', async (method) => {
  for (const [seed, isClasswise, topK, count] of [
    [1, true, 100, 200],
    [2, false, 100, 256],
    [3, true, 7, 60],
  ] as const) {
    const detections = clusters(count, seed);
    const options = { method, isClasswise, topK, scoreThreshold: 0.2 };
    const { found, candidateCount } = await suppressed(detections, options);
    const expected = nonMaxSuppression(detections, options).map(asRow);
    expect(candidateCount).toBe(count);
    expect(found).toHaveLength(expected.length);
    found.forEach((row, place) => {
      row.forEach((value, column) => {
        expect(value).toBeCloseTo(expected[place]![column]!, 3);
      });
    });
  }
});

test('classes that are not looked for neither show nor suppress', async () => {
  const detections = clusters(120, 5);
  const options = { method: methods[0]!, isClasswise: false, topK: 100, scoreThreshold: 0.1 };
  const { found } = await suppressed(detections, options, [0, 1, 0]);
  const ofClass = detections.filter(({ classIndex }) => classIndex === 1);
  expect(found).toHaveLength(nonMaxSuppression(ofClass, options).length);
  expect(found.every(([, , , , , classIndex]) => classIndex === 1)).toBe(true);
});

test('boxes come to the frame and end at its edges', async () => {
  const detections = [{ box: { y1: -10, x1: 20, y2: 60, x2: 900 }, score: 0.9, classIndex: 0 }];
  const options = { method: methods[0]!, isClasswise: true, topK: 5, scoreThreshold: 0.1 };
  const transform = { scaleY: 2, scaleX: 0.5, offsetY: 1, offsetX: -3, height: 100, width: 200 };
  const { found } = await suppressed(detections, options, undefined, transform);
  expect(found.map((row) => row.slice(0, 4))).toEqual([[0, 7, 100, 200]]);
});

test('nothing is kept of no candidates', async () => {
  const options = { method: methods[0]!, isClasswise: true, topK: 5, scoreThreshold: 0 };
  expect(await suppressed([], options)).toEqual({ found: [], candidateCount: 0 });
});
