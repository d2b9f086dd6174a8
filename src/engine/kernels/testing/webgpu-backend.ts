/** What kernel tests share: our kernels on tfjs's WebGPU backend, with every validation error raised. */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { startWebgpu } from '../../backend/webgpu.ts';

/** The WebGPU backend as the app opens it: with our kernels, and with what the adapter has of what they may need. */
export async function openWebGPU(): Promise<WebGPUBackend> {
  const { webgpu } = await startWebgpu({ lost: () => undefined, failed: () => undefined });
  if (!webgpu) throw new Error('tfjs did not choose its WebGPU backend.');
  return webgpu;
}

/** Runs a function that makes tensors and throws them away. */
export function disposed(run: () => tf.Tensor | tf.Tensor[]): void {
  tf.dispose(tf.tidy(run));
}

/**
 * Runs functions that make tensors and reads them all. A broken shader makes no exception by itself: its output is
 * whatever its buffer held before.
 *
 * @throws Error with the device's message when a shader or a dispatch was invalid.
 */
export async function valuesOfAll(
  backend: WebGPUBackend,
  runs: readonly (() => tf.Tensor | tf.Tensor[])[],
): Promise<Float32Array[][]> {
  const { device } = backend;
  device.pushErrorScope('validation');
  const outputs = runs.map((run) => [tf.tidy(run)].flat());
  const values = await Promise.all(
    outputs.map((tensors) => Promise.all(tensors.map((tensor) => tensor.data<'float32'>()))),
  );
  const error = await device.popErrorScope();
  tf.dispose(outputs);
  if (error) throw new Error(error.message);
  return values;
}

/** The values of what one function makes; see `valuesOfAll`. */
export async function valuesOf(backend: WebGPUBackend, run: () => tf.Tensor | tf.Tensor[]): Promise<Float32Array[]> {
  const [values = []] = await valuesOfAll(backend, [run]);
  return values;
}

/** A kernel's raw output as a tensor that tfjs tracks. */
export function asTensor(output: tf.TensorInfo): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(output);
}
