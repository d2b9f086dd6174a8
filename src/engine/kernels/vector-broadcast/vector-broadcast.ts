/**
 * Add, Sub and Multiply of a tensor and a vector along its last axis (a bias, a scale). The stock kernels decode every
 * element's coordinates, which on a software adapter costs more than a convolution. All other shapes stay with them.
 */
import { Add, Multiply, Sub, type TensorInfo, util } from '@tensorflow/tfjs';
import { type KernelEntry, kernelEntry } from '../kernel-entry.ts';
import { componentsFor, type KernelTemplate, runKernel } from '../run-kernel.ts';

type VectorBroadcastParameters = {
  readonly operator: '+' | '-' | '*';
  readonly columns: number;
  readonly components: 1 | 4;
};

const template: KernelTemplate<VectorBroadcastParameters> = {
  name: 'vector-broadcast',
  code: ({ operator, columns, components }) => `
  fn main(index : i32) {
    if (index >= uniforms.count) { return; }
    result[index] = a[index] ${operator} b[index % ${columns / components}];
  }`,
};

/** Whether a shape is a vector of `columns` once its leading sizes of 1 are gone. */
function isVector(shape: readonly number[], columns: number): boolean {
  return shape.at(-1) === columns && util.sizeFromShape([...shape]) === columns;
}

function broadcastEntry(kernelName: string, operator: '+' | '-' | '*'): KernelEntry {
  return kernelEntry<{ readonly a: TensorInfo; readonly b: TensorInfo }, unknown>(kernelName, ({ inputs, backend }) => {
    const commutes = operator !== '-';
    const swap = commutes && util.sizeFromShape(inputs.a.shape) < util.sizeFromShape(inputs.b.shape);
    const [a, b] = swap ? [inputs.b, inputs.a] : [inputs.a, inputs.b];
    const columns = a.shape.at(-1) ?? 1;
    const size = util.sizeFromShape(a.shape);
    const fits = b.shape.length <= a.shape.length && isVector(b.shape, columns) && size > columns;
    if (!fits || a.dtype !== 'float32' || b.dtype !== 'float32' || backend.shouldExecuteOnCPU([a, b])) return undefined;
    const components = componentsFor(columns);
    const count = size / components;
    return runKernel(backend, template, {
      parameters: { operator, columns, components },
      inputs: [
        { name: 'a', tensor: a, components },
        { name: 'b', tensor: b, components },
      ],
      outputShape: a.shape,
      outputComponents: components,
      invocations: [count, 1],
      uniforms: [{ name: 'count', type: 'int32', value: count }],
    });
  });
}

export const vectorBroadcasts: readonly KernelEntry[] = [
  broadcastEntry(Add, '+'),
  broadcastEntry(Sub, '-'),
  broadcastEntry(Multiply, '*'),
];
