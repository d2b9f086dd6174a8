/** One interface for all detectors, whatever runs them. */
import type { Tensor } from '@tensorflow/tfjs';
import type { DetectorInfo } from '#protocol/detection.ts';
import type { NetworkInput } from '../kernels/frame-resize/frame-geometry.ts';
import type { Head, OutputValues } from './heads/head.ts';

/** What a network gave: tensors, owned by whoever receives them, or numbers in memory. */
export type Outputs =
  | { readonly kind: 'tensors'; readonly tensors: readonly Tensor[] }
  | { readonly kind: 'values'; readonly values: readonly OutputValues[] };

export interface Detector {
  readonly info: DetectorInfo;
  readonly input: NetworkInput;
  readonly head: Head;
  /** Runs the network on a tensor of the input's shape, which stays the caller's. */
  run(input: Tensor): Promise<Outputs>;
  /** Frees all it holds. */
  dispose(): void;
}
