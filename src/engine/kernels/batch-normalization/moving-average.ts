/** The moving averages of batch normalisation, a dispatch each where tfjs takes four. */
import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs';
import { kernelEntry } from '../kernel-entry.ts';
import { type KernelTemplate, runKernel } from '../run-kernel.ts';

const kernelName = 'MovingAverage';

interface Settings {
  /** Of the moments: 0 is the mean's, 1 the variance's. */
  readonly row: 0 | 1;
  readonly momentum: number;
}

const template: KernelTemplate<{ readonly channels: number; readonly row: number }> = {
  name: 'moving-average',
  code: ({ channels, row }) => `
  fn main(channel : i32) {
    if (channel >= ${channels}) { return; }
    result[channel] = moving[channel] * uniforms.momentum + moments[${row * channels} + channel] * (1.0 - uniforms.momentum);
  }`,
};

export const movingAverageKernel = kernelEntry<Record<'moving' | 'moments', TensorInfo>, Settings>(
  kernelName,
  ({ inputs: { moving, moments }, attrs: { row, momentum }, backend }) => {
    const channels = moments.shape.at(-1) ?? 1;
    return runKernel(backend, template, {
      parameters: { channels, row },
      inputs: [
        { name: 'moving', tensor: moving, components: 1 },
        { name: 'moments', tensor: moments, components: 1 },
      ],
      outputShape: moving.shape,
      outputComponents: 1,
      invocations: [channels, 1],
      uniforms: [{ name: 'momentum', type: 'float32', value: momentum }],
    });
  },
);

/**
 * moving · momentum + the batch's · (1 − momentum). Needs the WebGPU backend with our kernels.
 *
 * @param moving as many elements as there are channels
 * @param moments mean and variance of each channel, [2, channels]
 * @returns like `moving`
 */
export function movingAverage(moving: Tensor, moments: Tensor, settings: Settings): Tensor {
  return engine().runKernel(kernelName, { moving, moments }, { ...settings });
}
