/** Times both sides in turn, so that a machine that slows down slows both of them alike. */
import { median } from '#base/math.ts';
import type { BenchmarkSide } from '#protocol/benchmark.ts';
import { bySide, sides } from './sides.ts';

export interface Effort {
  /** At most so many counted rounds. */
  readonly rounds: number;
  /** Milliseconds after which no further round begins. */
  readonly budget: number;
  /** So many rounds are counted whatever they take. */
  readonly least: number;
}

/** What is timed. */
export interface Work {
  /** Records the work of one call, by whichever kernels serve. */
  readonly run: (side: BenchmarkSide) => void;
  /** Resolves when the device has done everything recorded. */
  readonly finish: () => Promise<unknown>;
  /** At least so many calls are timed in a row, where the budget reaches for that. */
  readonly callsInRow: number;
}

export interface Timed {
  /** Medians of one call. */
  readonly milliseconds: Readonly<Record<BenchmarkSide, number>>;
  /** Medians of the time until the call was recorded: JavaScript's part. */
  readonly scriptMilliseconds: Readonly<Record<BenchmarkSide, number>>;
  readonly rounds: number;
}

/** Calls in a row last about so long: one alone would measure how long the queue takes to answer. */
const rowMilliseconds = 30;
const maxCallsInRow = 50;
/** A call this long is long whether it compiled or not. */
const longCall = 1000;

/**
 * Null where `isOver` turned true before a round was counted. What compiles is not counted.
 */
export async function timeInTurns(
  { run, finish, callsInRow }: Work,
  { rounds, budget, least }: Effort,
  isOver: () => boolean,
): Promise<Timed | null> {
  const whole: Record<BenchmarkSide, number[]> = { stride: [], stock: [] };
  const script: Record<BenchmarkSide, number[]> = { stride: [], stock: [] };
  const time = async (side: BenchmarkSide, calls: number) => {
    await finish();
    const recorded = bySide(side, () => {
      const started = performance.now();
      for (let call = 0; call < calls; call++) run(side);
      return { started, ended: performance.now() };
    });
    await finish();
    return {
      script: (recorded.ended - recorded.started) / calls,
      whole: (performance.now() - recorded.started) / calls,
    };
  };
  const firsts: number[] = [];
  for (const side of sides) {
    if (isOver()) return null;
    const compiling = (await time(side, 1)).whole;
    firsts.push(compiling < longCall ? (await time(side, 1)).whole : compiling);
  }
  const wanted = Math.ceil(rowMilliseconds / Math.max(0.1, Math.min(...firsts)));
  const inRow = Math.max(...firsts) * callsInRow < budget ? callsInRow : 1;
  const calls = Math.max(inRow, Math.min(maxCallsInRow, wanted));
  const begun = performance.now();
  let counted = 0;
  for (; counted < rounds; counted++) {
    if (isOver() || (counted >= least && performance.now() - begun > budget)) break;
    for (const side of sides) {
      const timed = await time(side, calls);
      whole[side].push(timed.whole);
      script[side].push(timed.script);
    }
  }
  if (counted === 0) return null;
  return {
    milliseconds: { stride: median(whole.stride), stock: median(whole.stock) },
    scriptMilliseconds: { stride: median(script.stride), stock: median(script.stock) },
    rounds: counted,
  };
}
