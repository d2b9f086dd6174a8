/** The kernel calls that the app's benchmark measures too, as functions to time. */
import { lectureKernels } from '#engine/benchmark/kernel-cases.ts';
import { openKernelCase } from '#engine/benchmark/open-kernel-case.ts';

export interface KernelCase {
  readonly name: string;
  /** Multiply-adds, twice: what GFLOP/s counts. 0 where bytes are what matters. */
  readonly flops: number;
  readonly run: () => void;
}

/** The lecture's kernels at a batch size; inputs stay allocated until the process ends. */
export function lectureKernelCases(batch: number): KernelCase[] {
  return lectureKernels(batch).map((kernel) => ({
    name: kernel.name,
    flops: kernel.flops,
    run: openKernelCase(kernel).run,
  }));
}
