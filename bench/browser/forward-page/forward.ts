/** Times published networks forward on every side in turn, so that a machine that slows down slows all of them. */
import * as tf from '@tensorflow/tfjs';
import { sum } from '#base/math.ts';
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
  /** Timed runs of each side, fewer where its own take longer than `millisecondsEach` together. */
  readonly rounds: number;
  readonly millisecondsEach: number;
  /** Another side than Stride's of which one run takes longer is left out of larger batches. */
  readonly longRun: number;
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

interface RunningSide {
  readonly side: ForwardSide;
  readonly own: SideFigures;
}

async function timed(side: ForwardSide, pixels: Float32Array, batch: number) {
  const started = performance.now();
  const answer = await side.run(pixels, batch);
  return { answer, milliseconds: performance.now() - started };
}

/** The first run of each side, which compiles and allocates: it is not what answering costs. */
async function begin(sides: readonly ForwardSide[], pixels: Float32Array, batch: number) {
  const figures: SideFigures[] = [];
  const running: RunningSide[] = [];
  let expected: Float32Array | null = null;
  for (const side of sides) {
    try {
      const { answer, milliseconds } = await timed(side, pixels, batch);
      console.info(`  ${side.name}: ${(milliseconds / 1000).toPrecision(3)} s the first time`);
      expected ??= answer;
      const own = { side: side.name, milliseconds: [], difference: differenceOf(expected, answer) };
      figures.push(own);
      running.push({ side, own });
    } catch (thrown) {
      figures.push({ side: side.name, milliseconds: [], difference: Number.NaN, refusal: String(thrown) });
    }
  }
  return { figures, running };
}

async function measureCase(each: ForwardCase, request: ForwardRequest, all: readonly ForwardSide[]) {
  const { batches, ...about } = each;
  const measured: ForwardFigures[] = [];
  let sides = all;
  for (const batch of batches) {
    console.info(`${each.network}, batch ${batch} of ${each.side} × ${each.side}`);
    const pixels = pixelsFor(batch, each.side);
    const { figures, running } = await begin(sides, pixels, batch);
    for (let round = 0; round < request.rounds; round++) {
      for (const { side, own } of running) {
        if (sum(own.milliseconds) > request.millisecondsEach) continue;
        own.milliseconds.push((await timed(side, pixels, batch)).milliseconds);
      }
    }
    for (const { side, own } of running) {
      console.info(`  ${side.name}: ${Math.round(Math.min(...own.milliseconds))} ms at the least`);
    }
    measured.push({ ...about, batch, sides: figures });
    sides = running
      .filter(({ own }, place) => place === 0 || Math.min(...own.milliseconds) <= request.longRun)
      .map(({ side }) => side);
  }
  return measured;
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
