/** The rung of the ladder that holds, as the engine uses it. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendReport } from '#protocol/backend.ts';
import type { Fence } from '../training/pace.ts';

export interface Rung {
  /** The adapter's or renderer's own name; empty for the CPU. */
  readonly adapter: string;
  readonly isSoftware: boolean;
  /** Null where the rung is another. */
  readonly webgpu: WebGPUBackend | null;
  readonly fence: Fence;
  /** Resolves with the reason when the device is gone; null where there is none to lose. */
  readonly lost: Promise<string> | null;
  /** Takes the device away, as a driver crash would; null where there is none to take. */
  readonly destroy: (() => void) | null;
}

export interface StandingBackend extends Rung {
  readonly report: BackendReport;
}
