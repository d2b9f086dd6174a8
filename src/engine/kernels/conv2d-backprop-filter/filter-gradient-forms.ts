/** The gradient of a convolution to its filter in its other forms, as a matrix product whose sum goes over all pixels. */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { ProductForm } from '#protocol/kernels.ts';
import type { Conv2DGeometry } from '../conv2d/conv2d-geometry.ts';
import { product, runProduct } from '../product/run-product.ts';
import { asShape4D } from '../shape-4d.ts';
import { filterGradientOperands, filterGradientReadings } from './filter-gradient-operands.ts';

const filterGradientProduct = product<Conv2DGeometry>('conv2d-backprop-filter', filterGradientOperands);

interface FilterGradientTensors {
  readonly x: TensorInfo;
  readonly dy: TensorInfo;
}

/** dW [filter height, filter width, in channels, out channels], or undefined for what this form does not cover. */
export function runFilterGradientForm(
  backend: WebGPUBackend,
  form: ProductForm,
  g: Conv2DGeometry,
  { x, dy }: FilterGradientTensors,
): TensorInfo | undefined {
  const [batch] = asShape4D(dy.shape);
  const { filterHeight, filterWidth, inChannels, outChannels } = g;
  return runProduct(backend, filterGradientProduct, form, {
    parameters: g,
    a: x,
    b: dy,
    readings: filterGradientReadings(g),
    rows: filterHeight * filterWidth * inChannels,
    inner: batch * g.outHeight * g.outWidth,
    columns: outChannels,
    matrices: 1,
    outputShape: [filterHeight, filterWidth, inChannels, outChannels],
  });
}
