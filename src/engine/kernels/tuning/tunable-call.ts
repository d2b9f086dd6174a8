/** Kernel calls that several functions could serve, recorded as they are made. */
import type { KernelFunc, NamedAttrMap } from '@tensorflow/tfjs';
import { type KernelChoice, type KernelVariant, kernelVariants } from '#protocol/kernels.ts';

/** By variant, why the driver would not run it. */
export type Refusals = NonNullable<KernelChoice['refused']>;

/** A kernel call that was seen, with every function that could have served it. */
export interface TunableCall {
  readonly key: string;
  readonly kernelName: string;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly attrs: NamedAttrMap;
  readonly variants: Readonly<Partial<Record<KernelVariant, KernelFunc>>>;
  /** Those that are not among the variants any more. */
  readonly refused?: Refusals;
}

export function variantsOf({ variants }: TunableCall): readonly KernelVariant[] {
  return kernelVariants.filter((name) => variants[name] !== undefined);
}

/** The call without the variants that the driver refused. */
export function withoutRefused(call: TunableCall, refused: Refusals): TunableCall {
  if (Object.keys(refused).length === 0) return call;
  const open = Object.entries(call.variants).filter(([name]) => !Object.hasOwn(refused, name));
  return { ...call, variants: Object.fromEntries(open), refused: { ...call.refused, ...refused } };
}

let seen: Map<string, TunableCall> | undefined;

/** Called at every call of a kernel with several forms; remembers it while a recording is on. */
export function recordCall(key: string, call: () => TunableCall): void {
  seen?.set(key, call());
}

/** Runs a function, such as one training step, and returns the distinct kernel calls it made. */
export function recordCalls(run: () => void): readonly TunableCall[] {
  seen = new Map();
  try {
    run();
    return [...seen.values()];
  } finally {
    seen = undefined;
  }
}
