/** Reads many tensors back at once, without holding up what is computed after them. */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { present } from '#base/assert.ts';
import { bufferOf } from '../kernels/in-place.ts';

/** Bytes read through one staging buffer: far below every device's limit. */
const maxStagedBytes = 64 * 2 ** 20;

/**
 * The values of float32 tensors as they are at the moment of the call. On WebGPU the copies are made on the device behind
 * the work submitted so far, with no program to compile, and mapped when they are there.
 */
export async function readTensors(
  webgpu: WebGPUBackend | null,
  tensors: readonly tf.Tensor[],
): Promise<readonly Float32Array[]> {
  if (webgpu !== null) return (await Promise.all(stagings(webgpu, tensors).map(readStaging))).flat();
  const copies = tf.tidy(() => tensors.map((tensor) => tf.mul(tensor, 1)));
  try {
    return await Promise.all(copies.map(async (copy) => Float32Array.from(await copy.data())));
  } finally {
    tf.dispose(copies);
  }
}

interface Staging {
  readonly buffer: GPUBuffer;
  readonly sizes: readonly number[];
  readonly mapped: Promise<unknown>;
}

function stagings(webgpu: WebGPUBackend, tensors: readonly tf.Tensor[]): Staging[] {
  const groups: tf.Tensor[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const tensor of tensors) {
    if (bytes + tensor.size * 4 > maxStagedBytes) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(tensor);
    bytes += tensor.size * 4;
  }
  const { device } = webgpu;
  const buffers = new Map(tensors.map((tensor) => [tensor, bufferOf(webgpu, tensor)]));
  // tfjs collects commands before it submits them: they have to come first.
  webgpu.ensureCommandEncoderReady();
  webgpu.endComputePassEncoder();
  webgpu.submitQueue();
  const encoder = device.createCommandEncoder();
  const staged = groups.map((group) => {
    const sizes = group.map(({ size }) => size);
    const buffer = device.createBuffer({
      size: 4 * sizes.reduce((total, size) => total + size, 0),
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    let offset = 0;
    for (const tensor of group) {
      const source = present(buffers.get(tensor), 'every tensor has a buffer');
      encoder.copyBufferToBuffer(source, 0, buffer, offset, 4 * tensor.size);
      offset += 4 * tensor.size;
    }
    return { buffer, sizes };
  });
  device.queue.submit([encoder.finish()]);
  return staged.map(({ buffer, sizes }) => ({ buffer, sizes, mapped: buffer.mapAsync(GPUMapMode.READ) }));
}

async function readStaging({ buffer, sizes, mapped }: Staging): Promise<Float32Array[]> {
  try {
    await mapped;
    const range = buffer.getMappedRange();
    let offset = 0;
    return sizes.map((size) => {
      const values = new Float32Array(range, offset, size).slice();
      offset += 4 * size;
      return values;
    });
  } finally {
    buffer.destroy();
  }
}
