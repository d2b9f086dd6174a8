/** Times training steps of every side in turn, so that a machine that slows down slows all of them. */
import * as tf from '@tensorflow/tfjs';
import { readPackedDigits } from '#data/packed-digits.ts';
import type { PictureSet } from '#data/picture-set.ts';
import { startWebgpu } from '#engine/backend/webgpu.ts';
import { templates } from '#graph/templates/index.ts';
import type { Template } from '#graph/templates/template.ts';
import { type Contender, createTfContender } from './contender.ts';
import { countDispatches, dispatchCount, nextTensorId } from './counters.ts';
import { createJaxContender } from './jax-contender.ts';

export interface SideFigures {
  readonly side: SideName;
  /** Milliseconds of each timed step; empty where the side cannot run here, and `refusal` says why. */
  milliseconds: number[];
  /** Of these, JavaScript's until the step was recorded. */
  scriptMilliseconds: number[];
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
  /** The template's name. */
  readonly network: string;
  readonly batchSize: number;
  readonly sides: readonly SideFigures[];
}

export interface StepsRequest {
  /** The template's id. */
  readonly template: string;
  readonly batchSize: number;
  /** On a software adapter; the same where absent. */
  readonly softwareBatchSize?: number;
  /** By name. */
  readonly sides: readonly SideName[];
  /** Timed rounds; each side makes one step a round, the slow ones in the first rounds only. */
  readonly rounds: number;
}

interface Side {
  readonly maxRounds: number;
  create(pictures: PictureSet, batchSize: number, template: Template): Promise<Contender>;
}

function tfSide(
  backend: 'webgpu' | 'webgl' | 'cpu',
  hasOwnKernels: boolean,
  optimizer: 'adam' | 'sgd',
  maxRounds = Number.POSITIVE_INFINITY,
): Side {
  const side = { backend, hasOwnKernels, optimizer };
  return { maxRounds, create: (...network) => createTfContender(side, ...network) };
}

const allSides = {
  'Stride on WebGPU, Adam': tfSide('webgpu', true, 'adam'),
  'Stride on WebGPU, SGD': tfSide('webgpu', true, 'sgd'),
  // Written by hand for the lecture's network, whatever the template.
  'jax-js on WebGPU, SGD': { maxRounds: Number.POSITIVE_INFINITY, create: createJaxContender },
  'tfjs on WebGPU, Adam': tfSide('webgpu', false, 'adam'),
  'tfjs on WebGPU, SGD': tfSide('webgpu', false, 'sgd'),
  'tfjs on WebGL, Adam': tfSide('webgl', false, 'adam', 3),
  'tfjs on CPU, Adam': tfSide('cpu', false, 'adam', 1),
} satisfies Record<string, Side>;
export type SideName = keyof typeof allSides;

async function prepare(name: SideName, ...network: Parameters<Side['create']>): Promise<Contender> {
  console.info(`preparing ${name}`);
  const side: Side = allSides[name];
  const contender = await side.create(...network);
  // The first step compiles and the second allocates; neither is what training costs.
  await contender.step(0);
  if (side.maxRounds > 1) await contender.step(1);
  return contender;
}

async function timeStep(contender: Contender, index: number, figures: SideFigures): Promise<void> {
  await contender.enter();
  const before = { tensors: tf.memory().numTensors, dispatches: dispatchCount(), id: nextTensorId() };
  const started = performance.now();
  figures.scriptMilliseconds.push(await contender.step(index));
  figures.milliseconds.push(performance.now() - started);
  figures.dispatches = dispatchCount() - before.dispatches;
  figures.tensorsMade = nextTensorId() - before.id - 1;
  figures.tensorsLeft = tf.memory().numTensors - before.tensors;
}

async function measureSteps(request: StepsRequest): Promise<StepsReport> {
  const { rounds, sides } = request;
  const template = templates.find(({ id }) => id === request.template);
  if (!template) throw new Error(`There is no template ${request.template}.`);
  countDispatches();
  const listener = { lost: () => undefined, failed: (message: string) => console.error(message) };
  const { adapter, isSoftware } = await startWebgpu(listener);
  const batchSize = (isSoftware ? request.softwareBatchSize : undefined) ?? request.batchSize;
  const digits = new Uint8Array(await (await fetch('/data/mnist.bin')).arrayBuffer());
  const pictures = readPackedDigits(digits, 'mnist.bin');
  const figures = sides.map(
    (side): SideFigures => ({
      side,
      milliseconds: [],
      scriptMilliseconds: [],
      dispatches: 0,
      tensorsMade: 0,
      tensorsLeft: 0,
    }),
  );
  const entrants: { side: Side; contender: Contender; figures: SideFigures }[] = [];
  for (const [index, name] of sides.entries()) {
    const own = figures[index];
    if (!own) continue;
    try {
      const contender = await prepare(name, pictures, batchSize, template);
      entrants.push({ side: allSides[name], contender, figures: own });
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
  return { adapter, network: template.name, batchSize, sides: figures };
}

Object.assign(window, { measureSteps });
