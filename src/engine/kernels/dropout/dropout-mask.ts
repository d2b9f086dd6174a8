/**
 * Dropout's mask from a counter-based generator: element i follows from the seed and i alone, by the same hash as
 * `uniformAt` of base/random.ts, so that GPU and processor draw the same mask.
 */
import { engine, type Tensor, util } from '@tensorflow/tfjs';
import { kernelEntry } from '../kernel-entry.ts';
import { type KernelTemplate, runKernel } from '../run-kernel.ts';

const kernelName = 'DropoutMask';

const template: KernelTemplate<Record<never, never>> = {
  name: 'dropout-mask',
  code: () => `
  fn mix32(value : u32) -> u32 {
    var x = value;
    x ^= x >> 16u;
    x *= 0x7feb352du;
    x ^= x >> 15u;
    x *= 0x846ca68bu;
    x ^= x >> 16u;
    return x;
  }
  fn main(index : i32) {
    if (index >= uniforms.count) { return; }
    let draw = mix32(bitcast<u32>(uniforms.seed) + u32(index) * 0x9e3779b9u);
    result[index] = select(uniforms.kept, 0.0, draw < bitcast<u32>(uniforms.threshold));
  }`,
};

interface MaskAttributes {
  readonly shape: number[];
  readonly rate: number;
  readonly seed: number;
}

export const dropoutMaskKernel = kernelEntry<Record<string, never>, MaskAttributes>(
  kernelName,
  ({ attrs: { shape, rate, seed }, backend }) => {
    const count = util.sizeFromShape(shape);
    return runKernel(backend, template, {
      parameters: {},
      inputs: [],
      outputShape: shape,
      outputComponents: 1,
      invocations: [count, 1],
      uniforms: [
        { name: 'count', type: 'int32', value: count },
        { name: 'seed', type: 'int32', value: seed | 0 },
        // draw / 2³² < rate, in whole numbers.
        { name: 'threshold', type: 'int32', value: Math.ceil(rate * 2 ** 32) | 0 },
        { name: 'kept', type: 'float32', value: 1 / (1 - rate) },
      ],
    });
  },
);

/**
 * 0 with probability `rate`, else 1 / (1 - rate), of the given shape. Needs the WebGPU backend with our kernels.
 *
 * @param rate in [0, 1)
 * @param seed an integer of 32 bits; another one for each layer and step
 */
export function dropoutMask(shape: readonly number[], rate: number, seed: number): Tensor {
  return engine().runKernel(kernelName, {}, { shape: [...shape], rate, seed });
}
