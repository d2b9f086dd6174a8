declare module 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url' {
  /** The address of the file in the built app. */
  const url: string;
  export default url;
}
