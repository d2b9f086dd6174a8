/** Activations that a convolution or a matrix product applies to its sums before it writes them. */
import type { backend_util } from '@tensorflow/tfjs';

type Activation = backend_util.Activation;

/** Those of tfjs that need no further input. */
type StockActivation = Exclude<Activation, 'prelu'>;

export type FusedActivation = StockActivation | 'tanh';

/** Whether a kernel of ours can apply it; `prelu` needs one more input and stays with the stock kernels. */
export function isFused(activation: Activation): activation is StockActivation {
  return activation !== 'prelu';
}

const zero = 'vec4<f32>(0.0)';
const one = 'vec4<f32>(1.0)';

/** Written with `select`, not `max`, so that NaN stays NaN. */
const expressions = {
  linear: 'x',
  relu: `select(x, ${zero}, x < ${zero})`,
  relu6: `select(select(x, ${zero}, x < ${zero}), vec4<f32>(6.0), x > vec4<f32>(6.0))`,
  elu: `select(exp(x) - ${one}, x, x >= ${zero})`,
  sigmoid: `${one} / (${one} + exp(-x))`,
  // By an exponential that cannot overflow: tanh() itself may, and then gives NaN on some drivers.
  tanh: `sign(x) * (${one} - exp(-2.0 * abs(x))) / (${one} + exp(-2.0 * abs(x)))`,
  leakyrelu: 'select(x, x * uniforms.alpha, x < vec4<f32>(0.0))',
} as const satisfies Record<FusedActivation, string>;

/** WGSL for `fn activation(x : vec4<f32>) -> vec4<f32>`; `leakyrelu` reads its slope from `uniforms.alpha`. */
export function activationCode(activation: FusedActivation): string {
  return `fn activation(x : vec4<f32>) -> vec4<f32> { return ${expressions[activation]}; }`;
}
