/** Matrix product, bias and activation in one dispatch that can be trained; see trainable-conv2d.ts for the reason. */
import {
  _FusedMatMul,
  engine,
  type GradConfig,
  matMul,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type TensorInfo,
} from '@tensorflow/tfjs';
import { tunableEntry } from '../kernel-entry.ts';
import { runMatMul } from '../matmul/matmul.ts';
import { runMatMulForm } from '../matmul/matmul-forms.ts';
import type { DifferentiableActivation } from './activation-gradient.ts';
import { beforeActivation } from './trainable-conv2d.ts';

const trainableDenseName = 'TrainableDense';

interface TrainableDenseSettings {
  readonly activation: DifferentiableActivation;
}

const plain = { transposeA: false, transposeB: false } as const;

export const trainableDenseKernel = tunableEntry<
  { readonly a: TensorInfo; readonly b: TensorInfo; readonly bias?: TensorInfo },
  TrainableDenseSettings
>(
  trainableDenseName,
  ({ inputs, attrs: { activation }, backend }) => runMatMul(backend, { ...inputs, ...plain, activation }),
  {
    name: _FusedMatMul,
    covers: ({ activation }) => activation !== 'tanh',
    forms:
      (form) =>
      ({ inputs, attrs: { activation }, backend }) =>
        runMatMulForm(backend, form, { ...inputs, ...plain, activation }),
    suits: () => true,
  },
);

export const trainableDenseGradient: GradConfig = {
  kernelName: trainableDenseName,
  inputsToSave: ['a', 'b'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, kernel, y] = saved;
    if (Array.isArray(dy) || !x || !kernel || !y) throw new Error(`${trainableDenseName} saved too few tensors.`);
    // tfjs passes the attributes of the forward kernel as a loose map.
    const { activation } = attrs as unknown as TrainableDenseSettings;
    const inner = beforeActivation(dy, y, activation);
    return {
      a: () => matMul(inner, kernel, false, true),
      b: () => matMul(x, inner, true, false),
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
  return engine().runKernel(trainableDenseName, bias ? { a: x, b: kernel, bias } : { a: x, b: kernel }, {
    activation,
    transposeA: false,
    transposeB: false,
  });
}
