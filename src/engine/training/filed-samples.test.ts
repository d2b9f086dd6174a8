import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { FiledPictures } from '#data/picture-set.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import { openPixelFile, pixelFileOf, readRows } from '../datasets/pixel-file.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { FiledSamples } from './filed-samples.ts';
import { brokenRunSettings, expectSameCurve, recordRun } from './testing/broken-run.ts';
import { augmentedHalvesGraph, halves, halvesGraph } from './testing/halves.ts';

let backend: StandingBackend;
beforeAll(async () => {
  backend = await standOnCpu();
});

async function filedHalves(): Promise<FiledPictures> {
  const { pixels, count, ...facts } = halves;
  async function* blocks() {
    for (let at = 0; at < pixels.length; at += 160) yield pixels.subarray(at, at + 160);
  }
  const hashes = new Uint8Array(count * 32);
  const content = pixelFileOf(16, blocks(), { hashes, isThere: new Uint8Array(count).fill(1) });
  const file = await openPixelFile(await new Response(content).blob(), 16);
  return { ...facts, count, rows: { identity: hashes, read: (indices) => readRows(file!, Array.from(indices)) } };
}

test.each([
  ['', halvesGraph],
  [' with augmentation', augmentedHalvesGraph],
])('training from the file has the losses and weights of training from memory%s', async (_, graph) => {
  const filed = await filedHalves();
  const settings = { ...brokenRunSettings, epochs: 2 };
  const tensors = tf.memory().numTensors;
  const run = await recordRun(backend, settings, () => false, null, { graph, samples: () => new FiledSamples(filed) });
  expect(run.outcome.end).toEqual({ kind: 'finished' });
  expectSameCurve(run, await recordRun(backend, settings, () => false, null, { graph }));
  expect(tf.memory().numTensors).toBe(tensors);
});
