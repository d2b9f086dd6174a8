import * as tf from '@tensorflow/tfjs';
import { type Pictures, readPictures } from '#data/picture-set.ts';
import type { Network } from '../build/network.ts';
import { yieldToMessages } from '../training/event-loop.ts';
import { featuresBatch } from './features-batch.ts';
import { contentHash, type FeatureRow, type KeptFeatures } from './kept-features.ts';

export interface FeatureWork {
  readonly pictures: Pictures;
  /** The base behind the data set's pictures; not trained, and so always the same for a picture. */
  readonly base: Network;
  readonly kept: KeptFeatures;
  /** Called once before the base is run, where it has to: with each number of pictures that it is run on. */
  prepare?(batchSizes: readonly number[]): Promise<void>;
  isStopping(): boolean;
  report(done: number, total: number, millisecondsLeft: number): void;
}

export interface ComputedFeatures {
  /** Of every picture, in order. */
  readonly hashes: readonly string[];
  readonly computed: number;
  /** Of the base looking at the pictures that were computed, but for the first batch. */
  readonly millisecondsEach: number | null;
  /** Whether every picture's are known now. */
  readonly isComplete: boolean;
}

/** Features of so many bytes are written as one file. */
const fileBytes = 8e6;

/** Adds to what is kept what is missing, a few pictures at a time; what was computed is kept also where it is stopped. */
export async function computeFeatures(work: FeatureWork): Promise<ComputedFeatures> {
  const { pictures, kept, report } = work;
  const hashes: string[] = [];
  const missing = new Map<string, number>();
  for (let index = 0; index < pictures.count; index++) {
    const { pixels } = await readPictures(pictures, [index]);
    const hash = await contentHash(pixels);
    hashes.push(hash);
    if (!kept.has(hash)) missing.set(hash, index);
  }
  const todo = [...missing];
  const started = performance.now();
  // The first batch also makes the device's memory ready.
  let warm: { readonly at: number; readonly done: number } | null = null;
  let done = 0;
  let unwritten: FeatureRow[] = [];
  report(0, todo.length, 0);
  const sizes = [Math.min(featuresBatch, todo.length), todo.length % featuresBatch];
  if (todo.length > 0) await work.prepare?.([...new Set(sizes)].filter((pictureCount) => pictureCount > 0));
  while (done < todo.length && !work.isStopping()) {
    const batch = todo.slice(done, done + featuresBatch);
    const rows = await featuresOf(
      work,
      batch.map(([, index]) => index),
    );
    unwritten.push(...batch.map(([hash], row): FeatureRow => [hash, rows[row] ?? new Float32Array()]));
    done += batch.length;
    warm ??= { at: performance.now(), done };
    if (unwritten.length * (rows[0]?.byteLength ?? 0) >= fileBytes) {
      await kept.add(unwritten);
      unwritten = [];
    }
    report(done, todo.length, ((performance.now() - started) / done) * (todo.length - done));
    await yieldToMessages();
  }
  const millisecondsEach = warm && done > warm.done ? (performance.now() - warm.at) / (done - warm.done) : null;
  await kept.add(unwritten);
  return { hashes, computed: done, millisecondsEach, isComplete: done === todo.length };
}

async function featuresOf({ pictures, base }: FeatureWork, indices: readonly number[]): Promise<Float32Array[]> {
  const { height, width, channels } = pictures;
  const { pixels } = await readPictures(pictures, indices);
  const output = tf.tidy(() =>
    base.answer(tf.tensor4d(Float32Array.from(pixels), [indices.length, height, width, channels])),
  );
  try {
    const values = Float32Array.from(await output.data());
    const size = values.length / indices.length;
    return indices.map((_, row) => values.slice(row * size, (row + 1) * size));
  } finally {
    output.dispose();
  }
}
