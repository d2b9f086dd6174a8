/** Times training steps of a classifier on features that lie on the device, as transfer learning makes them. */
import * as tf from '@tensorflow/tfjs';
import { buildNetwork } from '#engine/build/build-network.ts';
import { registerKernels, unregisterKernels } from '#engine/kernels/index.ts';
import { createObjective } from '#engine/training/losses.ts';
import { createOptimizer } from '#engine/training/optimizers/create-optimizer.ts';
import { trainStep } from '#engine/training/train-step.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { ForwardReport, HeadFigures } from './forward.ts';

const batch = 32;
const classes = 5;
const pictures = 100;
/** MobileNet's for pictures of 224 × 224. */
const features = [7, 7, 1024] as const;

function headGraph() {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [...features] });
  const pooled = model.layer('GlobalAveragePooling2D', {}, input);
  const hidden = model.layer('Dense', { units: 128, activation: 'relu' }, pooled);
  model.layer('Dense', { units: classes, activation: 'softmax' }, hidden);
  return model.build();
}

function headSide(side: string, enter: () => void) {
  enter();
  const network = buildNetwork(headGraph(), 1);
  const { optimizer, loss, learningRate } = defaultTrainingSettings;
  const parts = {
    network,
    objective: createObjective(loss, network, classes),
    optimizer: createOptimizer(optimizer),
  };
  const cached = tf.randomUniform<tf.Rank.R4>([pictures, ...features]);
  const labels = tf.tensor1d(
    Array.from({ length: pictures }, (_, index) => index % classes),
    'int32',
  );
  const milliseconds: number[] = [];
  return {
    figures: { side, milliseconds } satisfies HeadFigures,
    async step(index: number, isTimed: boolean) {
      enter();
      const started = performance.now();
      const metrics = trainStep(
        parts,
        () => {
          const rows = Array.from({ length: batch }, (_, row) => (index * batch + row) % pictures);
          const places = tf.tensor1d(rows, 'int32');
          return { pixels: tf.gather(cached, places), labels: tf.gather(labels, places) };
        },
        { step: index, learningRate },
      );
      await metrics.data();
      metrics.dispose();
      if (isTimed) milliseconds.push(performance.now() - started);
    },
  };
}

export async function measureHead(rounds: number): Promise<ForwardReport['head']> {
  console.info('training a head');
  const sides = [
    headSide('Stride on WebGPU', registerKernels),
    headSide('tfjs’s kernels on WebGPU', unregisterKernels),
  ];
  // The first steps compile and allocate.
  for (const side of sides) for (const index of [0, 1]) await side.step(index, false);
  for (let round = 0; round < 2 * rounds; round++) for (const side of sides) await side.step(round + 2, true);
  registerKernels();
  return { batch, features, sides: sides.map(({ figures }) => figures) };
}
