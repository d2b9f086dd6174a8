/** Matrix product, bias and activation in one dispatch that can be trained; see trainable-conv2d.ts for the reason. */
import {
  engine,
  type GradConfig,
  matMul,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type TensorInfo,
} from '@tensorflow/tfjs';
import { kernelEntry } from '../kernel-entry.ts';
import { runMatMul } from '../matmul/matmul.ts';
import type { DifferentiableActivation } from './activation-gradient.ts';
import { beforeActivation } from './trainable-conv2d.ts';

const trainableDenseName = 'TrainableDense';

interface TrainableDenseSettings {
  readonly activation: DifferentiableActivation;
}

export const trainableDenseKernel = kernelEntry<
  { readonly x: TensorInfo; readonly kernel: TensorInfo; readonly bias?: TensorInfo },
  TrainableDenseSettings
>(trainableDenseName, ({ inputs: { x, kernel, bias }, attrs: { activation }, backend }) =>
  runMatMul(backend, { a: x, b: kernel, transposeA: false, transposeB: false, bias, activation }),
);

export const trainableDenseGradient: GradConfig = {
  kernelName: trainableDenseName,
  inputsToSave: ['x', 'kernel'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, kernel, y] = saved;
    if (Array.isArray(dy) || !x || !kernel || !y) throw new Error(`${trainableDenseName} saved too few tensors.`);
    // tfjs passes the attributes of the forward kernel as a loose map.
    const { activation } = attrs as unknown as TrainableDenseSettings;
    const inner = beforeActivation(dy, y, activation);
    return {
      x: () => matMul(inner, kernel, false, true),
      kernel: () => matMul(x, inner, true, false),
      bias: () => sum(inner, 0),
    };
  },
};

/**
 * activation(x · kernel + bias), with gradients to all three, on the WebGPU backend with our kernels.
 *
 * @param x [batch, in units]
 * @param kernel [in units, out units]
 * @param bias [out units], or none
 * @returns [batch, out units]
 */
export function trainableDense(
  x: Tensor2D,
  kernel: Tensor2D,
  bias: Tensor1D | undefined,
  activation: DifferentiableActivation,
): Tensor {
  return engine().runKernel(trainableDenseName, bias ? { x, kernel, bias } : { x, kernel }, { activation });
}
