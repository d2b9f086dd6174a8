/**
 * What is measured of a network's layers, as data: tfjs's kernel names, input shapes and attributes, so that our kernels
 * and tfjs's serve them alike; and operations, which each side does in its own way. Shapes are NHWC.
 */

import type { NamedAttrMap } from '@tensorflow/tfjs';
import type { BenchmarkSide } from '#protocol/benchmark.ts';

/** Whose layer it is, and for how many pictures at a time. */
export interface Named {
  readonly network: string;
  readonly batch: number;
}

interface Measured extends Named {
  readonly name: string;
  /** Multiply-adds, twice; 0 where bytes are what matters. */
  readonly flops: number;
}

/** Input shapes by the names of the inputs. */
export type InputShapes<Name extends string = string> = Readonly<Record<Name, readonly number[]>>;

/** One call of a kernel that both sides have by the same name. */
export interface KernelCall extends Measured {
  readonly kernelName: string;
  readonly inputs: InputShapes;
  readonly attributes: NamedAttrMap;
}

/** On the device: inputs, and whatever else it takes, lie there until it is closed. */
export interface OpenKernelCase {
  /** Records the work of one side, while that side's kernels serve, and frees what it gives. */
  run(side: BenchmarkSide): void;
  close(): void;
}

/** What tfjs does by several kernels, or by others than ours. */
export interface Operation extends Measured {
  open(): OpenKernelCase;
}

export type KernelCase = KernelCall | Operation;
