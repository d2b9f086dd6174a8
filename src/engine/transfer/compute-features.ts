import * as tf from '@tensorflow/tfjs';
import { type PictureSet, picturesAt } from '#data/picture-set.ts';
import type { Network } from '../build/network.ts';
import { yieldToMessages } from '../training/event-loop.ts';
import { contentHash, type KnownFeatures } from './feature-cache.ts';

export interface FeatureWork {
  readonly pictures: PictureSet;
  /** The base behind the data set's pictures; not trained, and so always the same for a picture. */
  readonly base: Network;
  readonly known: KnownFeatures;
  isStopping(): boolean;
  report(done: number, total: number, millisecondsLeft: number): void;
}

export interface ComputedFeatures {
  /** Of every picture, in order. */
  readonly hashes: readonly string[];
  readonly computed: number;
  /** Whether every picture's are known now. */
  readonly isComplete: boolean;
}

const batchSize = 8;

/** Adds to `known` what is missing, a few pictures at a time. */
export async function computeFeatures(work: FeatureWork): Promise<ComputedFeatures> {
  const { pictures, known, report } = work;
  const { count, height, width, channels, pixels } = pictures;
  const size = height * width * channels;
  const hashes: string[] = [];
  const missing = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const hash = await contentHash(pixels.subarray(index * size, (index + 1) * size));
    hashes.push(hash);
    if (!known.has(hash)) missing.set(hash, index);
  }
  const todo = [...missing];
  const started = performance.now();
  let done = 0;
  report(0, todo.length, 0);
  while (done < todo.length && !work.isStopping()) {
    const batch = todo.slice(done, done + batchSize);
    const rows = await featuresOf(
      work,
      batch.map(([, index]) => index),
    );
    for (const [row, [hash]] of batch.entries()) known.set(hash, rows[row] ?? new Float32Array());
    done += batch.length;
    report(done, todo.length, ((performance.now() - started) / done) * (todo.length - done));
    await yieldToMessages();
  }
  return { hashes, computed: done, isComplete: done === todo.length };
}

async function featuresOf({ pictures, base }: FeatureWork, indices: readonly number[]): Promise<Float32Array[]> {
  const { height, width, channels } = pictures;
  const output = tf.tidy(() => {
    const { pixels } = picturesAt(pictures, indices);
    return base.answer(tf.tensor4d(Float32Array.from(pixels), [indices.length, height, width, channels]));
  });
  try {
    const values = Float32Array.from(await output.data());
    const size = values.length / indices.length;
    return indices.map((_, row) => values.slice(row * size, (row + 1) * size));
  } finally {
    output.dispose();
  }
}
