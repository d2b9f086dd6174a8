/**
 * How a detector's outputs become candidates. Each head says it twice: in WGSL, for outputs that lie on the GPU, and in
 * plain code, for outputs that lie in memory (ONNX Runtime, no WebGPU) and as the WGSL's reference. Both look at
 * `count` places, each of which is a candidate at most: its score 0..1, its class, and its box in pixels of the input.
 */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { Size } from '#vision/box.ts';
import type { CandidateSource } from '../../kernels/top-candidates/top-candidates.ts';
import type { Places } from './best-places.ts';

/** An output of a network, in memory. */
export interface OutputValues {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

export interface Head {
  onGpu(outputs: readonly TensorInfo[], input: Size): CandidateSource;
  inMemory(outputs: readonly OutputValues[], input: Size): Places;
}
