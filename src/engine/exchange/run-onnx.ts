/** An `.onnx` file, run by the app's own ONNX Runtime on the processor. */
import type { RunOnnx } from './read-back.ts';

export const runOnnxHere: RunOnnx = async (bytes, inputs) => {
  const { loadRuntime } = await import('../detection/onnx/load-runtime.ts');
  const ort = loadRuntime();
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  try {
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, { dims, data }]) => [name, new ort.Tensor('float32', data, [...dims])]),
    );
    const answer = await session.run(feeds);
    return new Map(
      Object.entries(answer).flatMap(([name, { data }]) => (data instanceof Float32Array ? [[name, { data }]] : [])),
    );
  } finally {
    await session.release();
  }
};
