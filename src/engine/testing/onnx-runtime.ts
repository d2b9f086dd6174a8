/** Runs an `.onnx` file on ONNX Runtime's WebAssembly, as any other program would. */
import * as ort from 'onnxruntime-web';
import type { RunOnnx } from '../exchange/read-back.ts';

/** What the model answers, by output name. One thread, since a test's machine has few. */
export const onnxRunner = async (...[bytes, inputs]: Parameters<RunOnnx>) => {
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
};
