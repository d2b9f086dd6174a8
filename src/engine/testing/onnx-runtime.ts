/** Runs an `.onnx` file on ONNX Runtime's WebAssembly, as any other program would. */
import * as ort from 'onnxruntime-web';

export interface OnnxTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** What the model answers, by output name. One thread, since a test's machine has few. */
export async function runOnnx(
  bytes: Uint8Array,
  inputs: Readonly<Record<string, OnnxTensor>>,
): Promise<ReadonlyMap<string, OnnxTensor>> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], logSeverityLevel: 3 });
  try {
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, { data, dims }]) => [name, new ort.Tensor('float32', data, dims)]),
    );
    const answer = await session.run(feeds);
    return new Map(
      Object.entries(answer).map(([name, { dims, data }]) => [name, { dims, data: data as Float32Array }]),
    );
  } finally {
    await session.release();
  }
}
