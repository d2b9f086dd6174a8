import type { Head } from './head.ts';

/** A head of networks that ONNX Runtime runs, whose outputs never lie in a tensor of TensorFlow.js. */
export function inMemoryOnly(inMemory: Head['inMemory']): Head {
  return {
    inMemory,
    onGpu: () => {
      throw new Error('This head reads outputs in memory.');
    },
  };
}
