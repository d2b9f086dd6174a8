/** What kernel tests share: our kernels on tfjs's WebGPU backend, with every validation error raised. */
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { registerKernels } from '../index.ts';

/** The WebGPU backend with our kernels, where small tensors are not computed on the CPU instead. */
export async function openWebGPU(): Promise<WebGPUBackend> {
  await tf.setBackend('webgpu');
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  registerKernels();
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) throw new Error('tfjs did not choose its WebGPU backend.');
  return backend;
}

/**
 * Runs a function that makes tensors and reads them all. A broken shader makes no exception by itself: its output is
 * whatever its buffer held before.
 *
 * @throws Error with the device's message when a shader or a dispatch was invalid.
 */
export async function valuesOf(backend: WebGPUBackend, run: () => tf.Tensor | tf.Tensor[]): Promise<Float32Array[]> {
  const { device } = backend;
  device.pushErrorScope('validation');
  const outputs = tf.tidy(run);
  const tensors = Array.isArray(outputs) ? outputs : [outputs];
  const values = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
  const error = await device.popErrorScope();
  tf.dispose(tensors);
  if (error) throw new Error(error.message);
  return values;
}

/** A kernel's raw output as a tensor that tfjs tracks. */
export function asTensor(output: tf.TensorInfo): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(output);
}
