/** What a part of `npm run bench` is, and how what was aimed at is told from what was measured. */
import type { Browser } from '@playwright/test';

/** Something this project set out to reach. Never a reason to fail: the machine decides. */
export interface Aim {
  /** `a step at least 7 times as fast as TensorFlow.js on WebGPU`. */
  readonly aim: string;
  /** `18.4 times`. */
  readonly measured: string;
  /** Null where this machine or this choice of parts cannot tell. */
  readonly isReached: boolean | null;
}

export interface PartResult {
  /** Kept as JSON. */
  readonly figures: unknown;
  readonly aims?: readonly Aim[];
}

export interface PartContext {
  /** Launched at the first call. */
  browser(): Promise<Browser>;
  /** Asked for a short look instead of careful figures. */
  readonly isQuick: boolean;
  /** Only cases whose name holds this text, in any case; all where empty. */
  readonly only: string;
  /** Pictures a training step, where the part leaves the choice; its own otherwise. */
  readonly batch: number | null;
}

export interface Part {
  readonly name: string;
  readonly about: string;
  /** Prints its own tables. */
  run(context: PartContext): Promise<PartResult>;
}

export function aimLine({ aim, measured, isReached }: Aim): string {
  const verdict = isReached === null ? 'cannot be told here' : isReached ? 'reached' : 'not reached';
  return `aim ${aim}: measured ${measured} (${verdict})`;
}
