/** Profiles a network on the backend that stands: builds a copy, measures it, and frees it. */
import * as tf from '@tensorflow/tfjs';
import { readPictures } from '#data/picture-set.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ProfileRequest, StepProfile } from '#protocol/profile.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import { buildNetwork } from '../build/build-network.ts';
import type { OpenDataset } from '../datasets/dataset-shelf.ts';
import { createObjective } from '../training/losses.ts';
import { createNetworkOptimizer } from '../training/optimizers/create-optimizer.ts';
import { measurePeak } from './peak.ts';
import { profileStep } from './profile-step.ts';
import { programTimes } from './program-times.ts';

export async function runProfile(
  { graph, settings, seed }: ProfileRequest,
  { info, pictures }: OpenDataset,
  { webgpu }: StandingBackend,
): Promise<StepProfile> {
  const context = { classCount: info.classNames.length, sampleShape: info.sampleShape };
  const network = buildNetwork(graph, seed, context);
  const optimizer = createNetworkOptimizer(network, settings.optimizer);
  const batchSize = Math.min(settings.batchSize, pictures.count);
  const batch = await readPictures(
    pictures,
    Array.from({ length: batchSize }, (_, index) => index),
  );
  const pixels = tf.tensor4d(Float32Array.from(batch.pixels), [batchSize, ...info.sampleShape]);
  const labels = tf.tensor1d(Int32Array.from(batch.labels), 'int32');
  try {
    const objective = createObjective(settings.loss, network, info.classNames.length);
    const analysis = analyzeGraph(graph, context);
    const rows = await profileStep({ network, objective, optimizer, graph, analysis, pixels, labels }, webgpu);
    const peak = await measurePeak(async (work) => {
      if (webgpu) return (await programTimes(webgpu, work)).reduce((sum, time) => sum + time, 0);
      const start = performance.now();
      work();
      return performance.now() - start;
    });
    return { rows, batchSize, clock: webgpu ? 'gpu' : 'cpu', peak: atLeast(peak, rows) };
  } finally {
    network.dispose();
    optimizer.dispose();
    tf.dispose([pixels, labels]);
  }
}

/** No layer is faster than the best that was measured. */
function atLeast(peak: StepProfile['peak'], rows: StepProfile['rows']): StepProfile['peak'] {
  const best = (of: (row: StepProfile['rows'][number]) => number) =>
    Math.max(
      0,
      ...rows.filter(({ milliseconds }) => milliseconds > 0).map((row) => of(row) / (row.milliseconds / 1000)),
    );
  return {
    flopsPerSecond: Math.max(
      peak.flopsPerSecond,
      best(({ flops }) => flops),
    ),
    bytesPerSecond: Math.max(
      peak.bytesPerSecond,
      best(({ bytes }) => bytes),
    ),
  };
}
