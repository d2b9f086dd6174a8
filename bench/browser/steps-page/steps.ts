/** Times training steps of every side in turn, so that a machine that slows down slows all of them. */
import * as tf from '@tensorflow/tfjs';
import { readPackedDigits } from '#data/packed-digits.ts';
import { startWebgpu } from '#engine/backend/webgpu.ts';
import { type Contender, createContender, type Side } from './contender.ts';

export interface SideFigures {
  readonly side: Side;
  /** Milliseconds of each timed step; empty where the side cannot run here, and `refusal` says why. */
  readonly milliseconds: readonly number[];
  readonly refusal?: string;
  /** Compute passes dispatched to the GPU in one step; null where there is no WebGPU in it. */
  readonly dispatches: number | null;
  /** Tensors made in one step, nearly all of them freed in it. */
  readonly tensorsMade: number;
  /** Tensors alive after a step that were not alive before it. */
  readonly tensorsLeft: number;
}

export interface StepsReport {
  readonly adapter: string;
  readonly batchSize: number;
  readonly sides: readonly SideFigures[];
}

export interface StepsRequest {
  readonly batchSize: number;
  /** Timed rounds; each side makes one step a round, the processor in the first round only. */
  readonly rounds: number;
}

interface Counts {
  dispatches: number;
  tensorsMade: number;
  tensorsLeft: number;
}
const noCounts: Counts = { dispatches: 0, tensorsMade: 0, tensorsLeft: 0 };

let dispatches = 0;
const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
GPUComputePassEncoder.prototype.dispatchWorkgroups = function count(...size) {
  dispatches++;
  return dispatchWorkgroups.apply(this, size);
};

/** tfjs numbers tensors in the order in which they are made. */
function nextTensorId(): number {
  const tensor = tf.scalar(0);
  tensor.dispose();
  return tensor.id;
}

const sides: readonly Side[] = ['Stride on WebGPU', 'tfjs on WebGPU', 'tfjs on WebGL', 'tfjs on CPU'];

async function measureSteps({ batchSize, rounds }: StepsRequest): Promise<StepsReport> {
  const listener = { lost: () => undefined, failed: (message: string) => console.error(message) };
  const { adapter } = await startWebgpu(listener);
  const digits = new Uint8Array(await (await fetch('/data/mnist.bin')).arrayBuffer());
  const pictures = readPackedDigits(digits, 'mnist.bin');
  const figures = new Map<Side, { milliseconds: number[]; refusal?: string } & Counts>();
  const contenders = new Map<Side, Contender>();
  for (const side of sides) {
    figures.set(side, { milliseconds: [], ...noCounts });
    try {
      console.info(`preparing ${side}`);
      const contender = await createContender(side, pictures, batchSize);
      // The first step compiles and the second allocates; neither is what training costs.
      await contender.step(0);
      if (side !== 'tfjs on CPU') await contender.step(1);
      contenders.set(side, contender);
    } catch (thrown) {
      figures.set(side, { milliseconds: [], refusal: String(thrown), ...noCounts });
    }
  }
  for (let round = 0; round < rounds; round++) {
    console.info(`round ${round + 1} of ${rounds}`);
    for (const [side, contender] of contenders) {
      if (side === 'tfjs on CPU' && round > 0) continue;
      await contender.enter();
      const before = { tensors: tf.memory().numTensors, dispatches, id: nextTensorId() };
      const started = performance.now();
      await contender.step(round + 2);
      const entry = figures.get(side);
      entry?.milliseconds.push(performance.now() - started);
      if (entry) {
        entry.dispatches = dispatches - before.dispatches;
        entry.tensorsMade = nextTensorId() - before.id - 1;
        entry.tensorsLeft = tf.memory().numTensors - before.tensors;
      }
    }
  }
  return {
    adapter,
    batchSize,
    sides: [...figures].map(([side, entry]) => ({
      side,
      ...entry,
      dispatches: side.endsWith('WebGPU') ? entry.dispatches : null,
    })),
  };
}

Object.assign(window, { measureSteps });
