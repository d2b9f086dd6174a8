/**
 * Pictures on the device with a byte for a value, as files have them: WebGPU's buffers know no bytes, so four of them
 * share a 32-bit word. They take a quarter of what float32 would; what reads them takes the words apart.
 */
import * as tf from '@tensorflow/tfjs';
import { kernelEntry } from '../kernel-entry.ts';
import { type KernelTemplate, runKernel } from '../run-kernel.ts';

export interface PackedPixels {
  /** int32 `[ceil(bytes / 4)]`; the first byte is the lowest of the first word. */
  readonly words: tf.Tensor1D;
  /** `[count, height, width, channels]`. */
  readonly shape: readonly [number, number, number, number];
}

/** The bytes as words: seen as such where they lie so, copied where they do not. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = bytes;
  const count = Math.ceil(length / 4);
  if (byteOffset % 4 === 0 && byteOffset + 4 * count <= buffer.byteLength)
    return new Int32Array(buffer, byteOffset, count);
  const words = new Int32Array(count);
  new Uint8Array(words.buffer).set(bytes);
  return words;
}

/** Uploads pixels, `[count, height, width, channels]`, 0..255, as they are. The caller disposes the words. */
export function packPixels(bytes: Uint8Array, shape: PackedPixels['shape']): PackedPixels {
  return { words: tf.tensor1d(wordsOf(bytes), 'int32'), shape };
}

/** WGSL for the byte at a place of a buffer of words, as a number. */
export function byteOf(buffer: string, place: string): string {
  return `f32((${buffer}[(${place}) >> 2u] >> (u32((${place}) & 3) * 8u)) & 255)`;
}

type GatherParameters = {
  /** Bytes of a picture. */
  readonly size: number;
};

/** Four values an invocation where pictures begin and end with a word, one elsewhere. */
const gatherTemplate: KernelTemplate<GatherParameters> = {
  name: 'gather-bytes',
  code: ({ size }) => {
    const isWhole = size % 4 === 0;
    const steps = isWhole ? size / 4 : size;
    const lane = (at: number) => `f32((word >> ${8 * at}u) & 255)`;
    return `
  fn main(index : i32) {
    if (index >= uniforms.runs) { return; }
    let own = rows[index / ${steps}] * ${steps} + index % ${steps};
    ${
      isWhole
        ? `let word = words[own];
    result[index] = vec4<f32>(${[0, 1, 2, 3].map(lane).join(', ')});`
        : `result[index] = ${byteOf('words', 'own')};`
    }
  }`;
  },
};

const kernelName = 'GatherBytes';

interface GatherInputs {
  readonly words: tf.TensorInfo;
  /** int32 `[batch]`. */
  readonly rows: tf.TensorInfo;
}

interface GatherAttributes {
  /** `[height, width, channels]`. */
  readonly shape: readonly number[];
}

export const gatherBytesKernel = kernelEntry<GatherInputs, GatherAttributes>(
  kernelName,
  ({ inputs: { words, rows }, attrs: { shape }, backend }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const [batch = 0] = rows.shape;
    const components = size % 4 === 0 ? 4 : 1;
    const runs = (batch * size) / components;
    return runKernel(backend, gatherTemplate, {
      parameters: { size },
      inputs: [
        { name: 'words', tensor: words, components: 1 },
        { name: 'rows', tensor: rows, components: 1 },
      ],
      outputShape: [batch, ...shape],
      outputComponents: components,
      invocations: [runs, 1],
      uniforms: [{ name: 'runs', type: 'int32', value: runs }],
    });
  },
);

/** float32 `[batch, height, width, channels]`, 0..255. Needs the WebGPU backend with our kernels. */
export function gatherBytes({ words, shape: [, ...shape] }: PackedPixels, indices: ArrayLike<number>): tf.Tensor4D {
  return tf.tidy(() => {
    const rows = tf.tensor1d(Int32Array.from(indices), 'int32');
    const gathered: tf.Tensor = tf.engine().runKernel(kernelName, { words, rows }, { shape });
    return gathered as tf.Tensor4D;
  });
}
