import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, test } from 'vitest';
import { uniformAt } from '#base/random.ts';
import { asTensor, openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { CANDIDATE_FLOOR, CANDIDATE_LIMIT, type CandidateSource, topCandidates } from './top-candidates.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

/** A head whose box, score and class are its place and its number. */
function plainHead(scores: tf.Tensor1D): CandidateSource {
  return {
    name: 'plain-head',
    parameters: {},
    inputs: [{ name: 'scores', tensor: scores, components: 1 }],
    count: scores.size,
    code: `
    fn scoreAt(place : i32) -> f32 { return scores[place]; }
    fn classAt(place : i32) -> i32 { return place % 7; }
    fn boxAt(place : i32) -> vec4<f32> { return vec4<f32>(f32(place), 1.0, 2.0, 3.0); }`,
  };
}

const cases: readonly [name: string, count: number, score: (place: number) => number][] = [
  ['more than there is room for', 20_000, (place) => uniformAt(1, place)],
  ['many of one score, and few better', 3000, (place) => (place % 100 === 3 ? 0.9 : place % 5 === 0 ? 0.25 : 0.001)],
  ['fewer than there is room for', 90, (place) => uniformAt(2, place) * 0.05],
  ['all next to nothing', 500, () => CANDIDATE_FLOOR / 2],
];

test.each(cases)('gives the best by score, of equal ones the earlier: %s', async (_, count, scoreOf) => {
  const scores = Float32Array.from({ length: count }, (_each, place) => scoreOf(place));
  const expected = [...scores.entries()]
    .filter(([, score]) => score >= Math.fround(CANDIDATE_FLOOR))
    .sort(([a, first], [b, second]) => second - first || a - b)
    .slice(0, CANDIDATE_LIMIT);
  const [rows] = await valuesOf(backend, () => asTensor(topCandidates(backend, plainHead(tf.tensor1d(scores)))));
  const given = Array.from({ length: CANDIDATE_LIMIT }, (_each, row) => [...rows!.slice(row * 6, row * 6 + 6)]);
  expect(given.slice(0, expected.length)).toEqual(expected.map(([place, score]) => [place, 1, 2, 3, score, place % 7]));
  expect(given.slice(expected.length).every(([, , , , score]) => score === 0)).toBe(true);
});

test('where more share one score than can be told apart, only the better ones are given', async () => {
  const scores = Float32Array.from({ length: 5000 }, (_, place) => (place < 3 ? 0.8 : 0.5));
  const [rows] = await valuesOf(backend, () => asTensor(topCandidates(backend, plainHead(tf.tensor1d(scores)))));
  expect([...rows!].filter((_, place) => place % 6 === 4 && rows![place]! > 0)).toHaveLength(3);
});

test('holds nothing but what it gives', async () => {
  const scores = tf.tensor1d([0.5, 0.2]);
  const before = backend.memory().numBytesInGPU;
  for (let run = 0; run < 3; run++) {
    const rows = topCandidates(backend, plainHead(scores));
    await backend.read(rows.dataId);
    backend.disposeData(rows.dataId);
  }
  // The scores themselves came to the GPU meanwhile.
  expect(backend.memory().numBytesInGPU - before).toBeLessThanOrEqual(256);
  scores.dispose();
});
