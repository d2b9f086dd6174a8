/** The gradient of an activation from its output alone, so that the sums before it need not be kept. */
import { type TensorInfo, util } from '@tensorflow/tfjs';
import type { FusedActivation } from '../activation.ts';
import { kernelEntry } from '../kernel-entry.ts';
import { componentsFor, type KernelTemplate, runKernel } from '../run-kernel.ts';

export const activationGradientName = 'ActivationGradient';

/** Activations whose gradient is a function of their output. (`leakyrelu` is one, but no layer fuses it.) */
export type DifferentiableActivation = Exclude<FusedActivation, 'leakyrelu'>;

const zero = 'T(0.0)';
const gradients = {
  linear: 'dy',
  relu: `select(${zero}, dy, y > ${zero})`,
  relu6: `select(${zero}, dy, (y > ${zero}) & (y < T(6.0)))`,
  elu: `select(dy * (y + T(1.0)), dy, y >= ${zero})`,
  sigmoid: 'dy * y * (T(1.0) - y)',
  tanh: 'dy * (T(1.0) - y * y)',
} as const satisfies Record<DifferentiableActivation, string>;

type ActivationGradientParameters = { readonly activation: DifferentiableActivation; readonly components: 1 | 4 };

const template: KernelTemplate<ActivationGradientParameters> = {
  name: 'activation-gradient',
  code: ({ activation, components }) => `
  alias T = ${components === 4 ? 'vec4<f32>' : 'f32'};
  fn main(index : i32) {
    if (index >= uniforms.count) { return; }
    let dy = gradient[index];
    let y = output[index];
    result[index] = ${gradients[activation]};
  }`,
};

export const activationGradient = kernelEntry<
  Record<'dy' | 'y', TensorInfo>,
  { readonly activation: DifferentiableActivation }
>(activationGradientName, ({ inputs: { dy, y }, attrs: { activation }, backend }) => {
  const size = util.sizeFromShape(y.shape);
  const components = componentsFor(size);
  return runKernel(backend, template, {
    parameters: { activation, components },
    inputs: [
      { name: 'gradient', tensor: dy, components },
      { name: 'output', tensor: y, components },
    ],
    outputShape: y.shape,
    outputComponents: components,
    invocations: [size / components, 1],
    uniforms: [{ name: 'count', type: 'int32', value: size / components }],
  });
});
