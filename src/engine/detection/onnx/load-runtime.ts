/**
 * ONNX Runtime, loaded when a detector first needs it: 27 MB of WebAssembly, served by the app itself. It computes on
 * the graphics card that TensorFlow.js opened, so that pictures go from one to the other where they lie.
 */

import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as ort from 'onnxruntime-web/webgpu';

/** The device it was given: it takes one in its life. */
let held: GPUDevice | null = null;

export type OnnxRuntime = typeof ort;

export interface LoadedRuntime {
  readonly ort: OnnxRuntime;
  /** Whether it computes on this very device. */
  readonly sharesDevice: boolean;
}

export function loadRuntime(device: GPUDevice | null): LoadedRuntime {
  ort.env.wasm.wasmPaths = { wasm: wasmUrl };
  // Threads need pages that are isolated from others, which a static host seldom provides.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  if (held === null && device !== null) {
    ort.env.webgpu.device = device;
    held = device;
  }
  return { ort, sharesDevice: device !== null && held === device };
}
