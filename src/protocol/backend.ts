/** What the engine computes on, and what it says when that fails. */

export type BackendName = 'webgpu' | 'webgl' | 'cpu';

export interface BackendReport {
  readonly name: BackendName;
  /** The adapter's or renderer's own name: `NVIDIA H100`, `SwiftShader Device`; empty for the CPU. */
  readonly adapter: string;
  /** True where WebGPU runs on the processor instead of a graphics card. */
  readonly isSoftware: boolean;
  /** Every rung of the ladder above this one, and why it did not hold. */
  readonly refused: readonly { readonly name: BackendName; readonly reason: string }[];
}

export interface MemoryReport {
  readonly tensors: number;
  readonly bytes: number;
  /** Bytes of GPU buffers and textures held, pooled ones included; 0 on the CPU. */
  readonly gpuBytes: number;
}
