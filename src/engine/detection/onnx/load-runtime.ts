/** ONNX Runtime, loaded when a detector first needs it: 27 MB of WebAssembly, served by the app itself. */

import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as ort from 'onnxruntime-web/webgpu';

export type OnnxRuntime = typeof ort;

export function loadRuntime(): OnnxRuntime {
  ort.env.wasm.wasmPaths = { wasm: wasmUrl };
  // Threads need pages that are isolated from others, which a static host seldom provides.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  return ort;
}
