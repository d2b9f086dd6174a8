/** Times how batches are made ready, by our kernel and by stock operations in turn, and a training step beside them. */
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { readPackedDigits } from '#data/packed-digits.ts';
import { startWebgpu } from '#engine/backend/webgpu.ts';
import { registerKernels, unregisterKernels } from '#engine/kernels/index.ts';
import { augmentCases } from '../../kernels/augment-cases.ts';
import { measureInTurns } from '../../kernels/measure.ts';
import { createTfContender } from '../steps-page/contender.ts';

export interface BatchFigures {
  readonly name: string;
  readonly batch: number;
  /** Medians, in milliseconds. */
  readonly stride: number;
  readonly stockComposed: number;
  readonly stockByLayer: number;
  /** The furthest that a value of ours is from stock's composed one; values are 0..1. */
  readonly difference: number;
}

export interface BatchesReport {
  readonly adapter: string;
  readonly batches: readonly BatchFigures[];
  /** One training step of the lecture's CNN at batch 50, in milliseconds. */
  readonly step: number;
}

const effort = { repeats: 9, budget: 20_000 } as const;

async function measureBatches(): Promise<BatchesReport> {
  const { adapter } = await startWebgpu({ lost: () => undefined, failed: (message) => console.error(message) });
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) throw new Error('Batches are measured on WebGPU.');
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  const batches: BatchFigures[] = [];
  for (const create of augmentCases) {
    const { name, batch, stride, stockComposed, stockByLayer } = create();
    console.info(`batches of ${name}`);
    const candidate = (prepare: () => void, run: () => tf.Tensor) => ({
      prepare,
      run: () => tf.tidy(run),
      release: (output: unknown) => tf.dispose(output as tf.Tensor),
    });
    const [own = Number.NaN, composed = Number.NaN, byLayer = Number.NaN] = await measureInTurns(
      backend,
      [
        candidate(registerKernels, stride),
        candidate(unregisterKernels, stockComposed),
        candidate(unregisterKernels, stockByLayer),
      ],
      effort,
    );
    registerKernels();
    const furthest = tf.tidy(() => tf.max(tf.abs(tf.sub(stride(), stockComposed()))));
    const [difference = Number.NaN] = await furthest.data();
    furthest.dispose();
    batches.push({ name, batch, stride: own, stockComposed: composed, stockByLayer: byLayer, difference });
  }
  const digits = new Uint8Array(await (await fetch('/data/mnist.bin')).arrayBuffer());
  const pictures = readPackedDigits(digits, 'mnist.bin');
  const side = { backend: 'webgpu', hasOwnKernels: true, optimizer: 'adam' } as const;
  const contender = await createTfContender(side, pictures, 50);
  for (const index of [0, 1]) await contender.step(index);
  const times: number[] = [];
  for (const index of [2, 3, 4, 5, 6]) {
    const started = performance.now();
    await contender.step(index);
    times.push(performance.now() - started);
  }
  return { adapter, batches, step: times.toSorted((a, b) => a - b)[2] ?? Number.NaN };
}

Object.assign(window, { measureBatches });
