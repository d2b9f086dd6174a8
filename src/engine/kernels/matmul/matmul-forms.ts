/** The matrix product in its other forms: by tiles in workgroup memory, with 16 bits a number there, by subgroups. */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { ProductForm } from '#protocol/kernels.ts';
import { product, runProduct } from '../product/run-product.ts';
import { type MatMulLayout, matMulOperands, matMulReadings } from './matmul-operands.ts';
import { type MatMulArguments, matMulSizes } from './matmul-sizes.ts';

const matMulProduct = product<MatMulLayout>('matmul', matMulOperands);

/** Runs the product in this form, or returns undefined for what it does not cover. */
export function runMatMulForm(
  backend: WebGPUBackend,
  form: ProductForm,
  call: MatMulArguments,
): TensorInfo | undefined {
  const sizes = matMulSizes(call);
  if (!sizes) return undefined;
  const { a, b, bias, activation, leakyreluAlpha, transposeA, transposeB } = call;
  const { rows, inner, outColumns, matrices, outputShape, broadcastA, broadcastB } = sizes;
  const layout: MatMulLayout = { outColumns, inner, transposeA, transposeB, broadcastA, broadcastB };
  return runProduct(backend, matMulProduct, form, {
    parameters: layout,
    a,
    b,
    readings: matMulReadings(layout, rows),
    rows,
    inner,
    columns: outColumns,
    matrices,
    outputShape,
    bias,
    activation,
    leakyreluAlpha,
  });
}
