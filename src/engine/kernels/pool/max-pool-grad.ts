/** MaxPoolGrad, NHWC: one pass instead of tfjs's two. */
import { backend_util, MaxPoolGrad, type MaxPoolGradAttrs, type TensorInfo, util } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { kernelEntry } from '../kernel-entry.ts';
import { componentsFor, runKernel } from '../run-kernel.ts';
import { asShape4D } from '../shape-4d.ts';
import { cellGrid, maxPoolGradTemplate, type PoolGeometry, windowsOverlap } from './max-pool-grad.wgsl.ts';

/** The geometry of a pooling as tfjs computed it. */
export function poolGeometry(info: ReturnType<typeof backend_util.computePool2DInfo>): PoolGeometry {
  return {
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
    channels: info.inChannels,
    components: componentsFor(info.inChannels),
  };
}

interface MaxPoolGradTensors {
  readonly dy: TensorInfo;
  /** What was pooled, [batch, in height, in width, channels]. */
  readonly x: TensorInfo;
  /** What pooling made of it, [batch, out height, out width, channels]. */
  readonly y: TensorInfo;
}

export function runMaxPoolGrad(backend: WebGPUBackend, p: PoolGeometry, { dy, x, y }: MaxPoolGradTensors): TensorInfo {
  const { components } = p;
  const overlap = windowsOverlap(p);
  const { rows, columns } = cellGrid(p);
  const [batch] = asShape4D(x.shape);
  const vectors = overlap
    ? util.sizeFromShape(x.shape) / components
    : (batch * rows * columns * p.channels) / components;
  return runKernel(backend, maxPoolGradTemplate, {
    parameters: p,
    inputs: [
      { name: 'dy', tensor: dy, components },
      { name: 'x', tensor: x, components },
      ...(overlap ? [{ name: 'y', tensor: y, components }] : []),
    ],
    outputShape: x.shape,
    outputComponents: components,
    invocations: [vectors, 1],
  });
}

export const maxPoolGrad = kernelEntry<Record<'dy' | 'input' | 'output', TensorInfo>, MaxPoolGradAttrs>(
  MaxPoolGrad,
  ({ inputs: { dy, input, output }, attrs, backend }) => {
    const info = backend_util.computePool2DInfo(
      asShape4D(input.shape),
      attrs.filterSize,
      attrs.strides,
      1,
      attrs.pad,
      attrs.dimRoundingMode,
    );
    return runMaxPoolGrad(backend, poolGeometry(info), { dy, x: input, y: output });
  },
);
