/** The convolution in its other forms: as a matrix product by tiles in workgroup memory, or by subgroups. */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { ProductForm } from '#protocol/kernels.ts';
import { product, runProduct } from '../product/run-product.ts';
import { asShape4D } from '../shape-4d.ts';
import type { Conv2DArguments } from './conv2d-arguments.ts';
import type { Conv2DGeometry } from './conv2d-geometry.ts';
import { conv2DOperands, conv2DReadings } from './conv2d-operands.ts';

const conv2DProduct = product<Conv2DGeometry>('conv2d', conv2DOperands);

/** Runs the convolution in this form, or returns undefined for what it does not cover. */
export function runConv2DForm(
  backend: WebGPUBackend,
  form: ProductForm,
  g: Conv2DGeometry,
  { x, filter, bias, activation, leakyreluAlpha }: Conv2DArguments,
): TensorInfo | undefined {
  const [batch] = asShape4D(x.shape);
  return runProduct(backend, conv2DProduct, form, {
    parameters: g,
    a: x,
    b: filter,
    readings: conv2DReadings(g),
    rows: batch * g.outHeight * g.outWidth,
    inner: g.filterHeight * g.filterWidth * g.inChannels,
    columns: g.outChannels,
    matrices: 1,
    outputShape: [batch, g.outHeight, g.outWidth, g.outChannels],
    bias,
    activation,
    leakyreluAlpha,
  });
}
