/** What the engine runs on, as far as the screen knows. */
import { createStore } from 'zustand/vanilla';
import type { BackendName, BackendReport } from '#protocol/backend.ts';

export type BackendState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready'; readonly report: BackendReport }
  /** The GPU went away; the engine is trying what is left. */
  | { readonly phase: 'restarting'; readonly reason: string }
  | { readonly phase: 'failed'; readonly message: string; readonly remedy: string };

export const backendLabels: Readonly<Record<BackendName, string>> = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'CPU' };

export type BackendStore = ReturnType<typeof createBackendStore>;

export function createBackendStore() {
  return createStore<BackendState>()(() => ({ phase: 'starting' }));
}
