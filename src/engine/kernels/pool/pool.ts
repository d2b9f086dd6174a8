/** MaxPool, AvgPool and AvgPoolGrad, NHWC. */
import {
  AvgPool,
  type AvgPoolAttrs,
  AvgPoolGrad,
  type AvgPoolGradAttrs,
  backend_util,
  MaxPool,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs';
import { type KernelEntry, kernelEntry } from '../kernel-entry.ts';
import { runKernel } from '../run-kernel.ts';
import { asShape4D } from '../shape-4d.ts';
import { avgPoolGradTemplate } from './avg-pool-grad.wgsl.ts';
import { poolGeometry } from './max-pool-grad.ts';
import { poolTemplate } from './pool.wgsl.ts';

function poolEntry(kernelName: string, kind: 'max' | 'avg'): KernelEntry {
  return kernelEntry<{ readonly x: TensorInfo }, AvgPoolAttrs>(kernelName, ({ inputs: { x }, attrs, backend }) => {
    const { filterSize, strides, pad, dimRoundingMode } = attrs;
    const info = backend_util.computePool2DInfo(asShape4D(x.shape), filterSize, strides, 1, pad, dimRoundingMode);
    const p = poolGeometry(info);
    // A window of one pixel copies or skips, which the stock kernel does without a shader where it can.
    if ((p.filterHeight === 1 && p.filterWidth === 1) || x.dtype !== 'float32') return undefined;
    return runKernel(backend, poolTemplate, {
      parameters: { ...p, kind },
      inputs: [{ name: 'x', tensor: x, components: p.components }],
      outputShape: info.outShape,
      outputComponents: p.components,
      invocations: [util.sizeFromShape(info.outShape) / p.components, 1],
    });
  });
}

export const maxPool = poolEntry(MaxPool, 'max');
export const avgPool = poolEntry(AvgPool, 'avg');

export const avgPoolGrad = kernelEntry<Record<'dy' | 'input', TensorInfo>, AvgPoolGradAttrs>(
  AvgPoolGrad,
  ({ inputs: { dy, input }, attrs: { filterSize, strides, pad }, backend }) => {
    const p = poolGeometry(backend_util.computePool2DInfo(asShape4D(input.shape), filterSize, strides, 1, pad));
    return runKernel(backend, avgPoolGradTemplate, {
      parameters: p,
      inputs: [{ name: 'dy', tensor: dy, components: p.components }],
      outputShape: input.shape,
      outputComponents: p.components,
      invocations: [util.sizeFromShape(input.shape) / p.components, 1],
    });
  },
);
