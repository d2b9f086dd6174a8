/** Times training steps of every side in turn, so that a machine that slows down slows all of them. */
import * as tf from '@tensorflow/tfjs';
import { readPackedDigits } from '#data/packed-digits.ts';
import type { PictureSet } from '#data/picture-set.ts';
import { startWebgpu } from '#engine/backend/webgpu.ts';
import { type Contender, createTfContender } from './contender.ts';
import { countDispatches, dispatchCount, nextTensorId } from './counters.ts';
import { createJaxContender } from './jax-contender.ts';

export interface SideFigures {
  readonly side: string;
  /** Milliseconds of each timed step; empty where the side cannot run here, and `refusal` says why. */
  milliseconds: number[];
  refusal?: string;
  /** Compute programs dispatched to the GPU in one step; 0 where there is no WebGPU in it. */
  dispatches: number;
  /** Tensors of tfjs made in one step, nearly all of them freed in it. */
  tensorsMade: number;
  /** Tensors of tfjs alive after a step that were not alive before it. */
  tensorsLeft: number;
}

export interface StepsReport {
  readonly adapter: string;
  readonly batchSize: number;
  readonly sides: readonly SideFigures[];
}

export interface StepsRequest {
  readonly batchSize: number;
  /** Timed rounds; each side makes one step a round, the slow ones in the first rounds only. */
  readonly rounds: number;
}

interface Side {
  readonly name: string;
  readonly maxRounds: number;
  create(pictures: PictureSet, batchSize: number): Promise<Contender>;
}

function tfSide(
  name: string,
  backend: 'webgpu' | 'webgl' | 'cpu',
  hasOwnKernels: boolean,
  optimizer: 'adam' | 'sgd',
  maxRounds = Number.POSITIVE_INFINITY,
): Side {
  const side = { backend, hasOwnKernels, optimizer };
  return { name, maxRounds, create: (pictures, batchSize) => createTfContender(side, pictures, batchSize) };
}

const sides: readonly Side[] = [
  tfSide('Stride on WebGPU, Adam', 'webgpu', true, 'adam'),
  tfSide('Stride on WebGPU, SGD', 'webgpu', true, 'sgd'),
  { name: 'jax-js on WebGPU, SGD', maxRounds: Number.POSITIVE_INFINITY, create: createJaxContender },
  tfSide('tfjs on WebGPU, Adam', 'webgpu', false, 'adam'),
  tfSide('tfjs on WebGPU, SGD', 'webgpu', false, 'sgd'),
  tfSide('tfjs on WebGL, Adam', 'webgl', false, 'adam', 3),
  tfSide('tfjs on CPU, Adam', 'cpu', false, 'adam', 1),
];

async function prepare(side: Side, pictures: PictureSet, batchSize: number): Promise<Contender> {
  console.info(`preparing ${side.name}`);
  const contender = await side.create(pictures, batchSize);
  // The first step compiles and the second allocates; neither is what training costs.
  await contender.step(0);
  if (side.maxRounds > 1) await contender.step(1);
  return contender;
}

async function timeStep(contender: Contender, index: number, figures: SideFigures): Promise<void> {
  await contender.enter();
  const before = { tensors: tf.memory().numTensors, dispatches: dispatchCount(), id: nextTensorId() };
  const started = performance.now();
  await contender.step(index);
  figures.milliseconds.push(performance.now() - started);
  figures.dispatches = dispatchCount() - before.dispatches;
  figures.tensorsMade = nextTensorId() - before.id - 1;
  figures.tensorsLeft = tf.memory().numTensors - before.tensors;
}

async function measureSteps({ batchSize, rounds }: StepsRequest): Promise<StepsReport> {
  countDispatches();
  const listener = { lost: () => undefined, failed: (message: string) => console.error(message) };
  const { adapter } = await startWebgpu(listener);
  const digits = new Uint8Array(await (await fetch('/data/mnist.bin')).arrayBuffer());
  const pictures = readPackedDigits(digits, 'mnist.bin');
  const figures = sides.map(
    ({ name }): SideFigures => ({ side: name, milliseconds: [], dispatches: 0, tensorsMade: 0, tensorsLeft: 0 }),
  );
  const entrants: { side: Side; contender: Contender; figures: SideFigures }[] = [];
  for (const [index, side] of sides.entries()) {
    const own = figures[index];
    if (!own) continue;
    try {
      entrants.push({ side, contender: await prepare(side, pictures, batchSize), figures: own });
    } catch (thrown) {
      own.refusal = String(thrown);
    }
  }
  for (let round = 0; round < rounds; round++) {
    console.info(`round ${round + 1} of ${rounds}`);
    for (const { side, contender, figures: own } of entrants) {
      if (round < side.maxRounds) await timeStep(contender, round + 2, own);
    }
  }
  return { adapter, batchSize, sides: figures };
}

Object.assign(window, { measureSteps });
