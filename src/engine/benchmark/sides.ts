/** Our kernels and tfjs's in one process. */
import type { BenchmarkSide } from '#protocol/benchmark.ts';
import { registerKernels, unregisterKernels } from '../kernels/index.ts';

export const sides = ['stride', 'stock'] as const satisfies readonly BenchmarkSide[];

/**
 * Does something by the kernels of a side. Whatever else runs in this thread never meets any but ours: the work is
 * synchronous, and ours are back when it ends.
 */
export function bySide<Value>(side: BenchmarkSide, work: () => Value): Value {
  if (side === 'stride') return work();
  unregisterKernels();
  try {
    return work();
  } finally {
    registerKernels();
  }
}
