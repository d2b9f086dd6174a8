/** Times published networks forward on every side in turn, so that a machine that slows down slows all of them. */
import * as tf from '@tensorflow/tfjs';
import { startWebgpu } from '#engine/backend/webgpu.ts';
import { measureHead } from './head.ts';
import { openSides } from './sides.ts';

export interface ForwardCase {
  /** Its name in the zoo. */
  readonly network: string;
  readonly includeTop: boolean;
  /** Pixels on each side of its pictures. */
  readonly side: number;
  readonly batches: readonly number[];
}

export interface ForwardRequest {
  readonly cases: readonly ForwardCase[];
  /** Timed runs of each side, fewer where they take longer than `millisecondsEach` together. */
  readonly rounds: number;
  readonly millisecondsEach: number;
}

interface SideFigures {
  readonly side: string;
  /** From pixels in ordinary memory to the answer there, by run; empty where the side cannot run here. */
  readonly milliseconds: number[];
  readonly refusal?: string;
  /** The largest difference from Stride's answer, as a share of its largest number. */
  difference: number;
}

interface ForwardFigures extends Omit<ForwardCase, 'batches'> {
  readonly batch: number;
  readonly sides: readonly SideFigures[];
}

export interface HeadFigures {
  readonly side: string;
  readonly milliseconds: readonly number[];
}

export interface ForwardReport {
  readonly adapter: string;
  readonly forward: readonly ForwardFigures[];
  readonly head: {
    readonly batch: number;
    readonly features: readonly number[];
    readonly sides: readonly HeadFigures[];
  };
}

/** How one side answers pixels of the network's own shape. */
export interface ForwardSide {
  readonly name: string;
  run(pixels: Float32Array, batch: number): Promise<Float32Array>;
  close(): void;
}

function pixelsFor(batch: number, side: number): Float32Array {
  return Float32Array.from({ length: batch * side * side * 3 }, (_, place) => Math.sin(place * 0.37) * 0.9);
}

function differenceOf(own: Float32Array, other: Float32Array): number {
  const largest = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    own.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] ?? Number.NaN))), 0) / largest
  );
}

async function measureCase(each: ForwardCase, request: ForwardRequest, sides: readonly ForwardSide[]) {
  const { batches, ...about } = each;
  const all: ForwardFigures[] = [];
  for (const batch of batches) {
    console.info(`${each.network}, batch ${batch} of ${each.side} × ${each.side}`);
    const pixels = pixelsFor(batch, each.side);
    const figures: SideFigures[] = [];
    const running: { readonly side: ForwardSide; readonly own: SideFigures }[] = [];
    let expected: Float32Array | null = null;
    // The first run compiles and allocates; it is not what answering costs.
    for (const side of sides) {
      try {
        const answer = await side.run(pixels, batch);
        expected ??= answer;
        const own = { side: side.name, milliseconds: [], difference: differenceOf(expected, answer) };
        figures.push(own);
        running.push({ side, own });
      } catch (thrown) {
        figures.push({ side: side.name, milliseconds: [], difference: Number.NaN, refusal: String(thrown) });
      }
    }
    const began = performance.now();
    for (let round = 0; round < request.rounds; round++) {
      for (const { side, own } of running) {
        const started = performance.now();
        await side.run(pixels, batch);
        own.milliseconds.push(performance.now() - started);
      }
      if (performance.now() - began > request.millisecondsEach) break;
    }
    all.push({ ...about, batch, sides: figures });
  }
  return all;
}

async function measureForward(request: ForwardRequest): Promise<ForwardReport> {
  const standing = await startWebgpu({ lost: () => undefined, failed: (message) => console.error(message) });
  const forward: ForwardFigures[] = [];
  for (const each of request.cases) {
    const sides = await openSides(each, standing);
    forward.push(...(await measureCase(each, request, sides)));
    for (const side of sides) side.close();
  }
  const head = await measureHead(request.rounds);
  console.info(`${tf.memory().numTensors} tensors are left.`);
  return { adapter: standing.adapter, forward, head };
}

Object.assign(window, { measureForward });
