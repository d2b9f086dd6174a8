/** Sums over leading axes, such as a bias gradient: the matrix [rows, columns] is read once, along its rows. */
import { type TensorInfo, util } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { invocationsWanted } from '../invocations-wanted.ts';
import { componentsFor, runKernel } from '../run-kernel.ts';
import { columnSumTemplate } from './column-sum.wgsl.ts';

/** Partial sums that are to be added may not outgrow this many elements, whatever the device would like. */
export const maxPartialElements = 1 << 24;

/** A part of fewer rows is sooner added than a further pass begun. */
const minRowsPerPart = 64;

/** The buffer of x under another shape. */
function sameValues(backend: WebGPUBackend, { dataId, dtype }: TensorInfo, shape: readonly number[]): TensorInfo {
  backend.incRef(dataId);
  return { dataId, dtype, shape: [...shape] };
}

/** Sums x, read as [rows, product of `outputShape`], over its rows. */
export function runColumnSum(backend: WebGPUBackend, x: TensorInfo, outputShape: readonly number[]): TensorInfo {
  const columns = util.sizeFromShape([...outputShape]);
  const rows = util.sizeFromShape(x.shape) / columns;
  if (rows === 1) return sameValues(backend, x, outputShape);
  const components = componentsFor(columns);
  const width = columns / components;
  const parts = Math.max(1, Math.min(Math.ceil(invocationsWanted(backend) / width), Math.floor(rows / minRowsPerPart)));
  const sum = runKernel(backend, columnSumTemplate, {
    parameters: { columns, components, parts },
    inputs: [{ name: 'x', tensor: x, components }],
    outputShape: parts === 1 ? outputShape : [parts, columns],
    outputComponents: components,
    invocations: [width * parts, 1],
    uniforms: [{ name: 'rows', type: 'int32', value: rows }],
  });
  if (parts === 1) return sum;
  const total = runColumnSum(backend, sum, outputShape);
  backend.disposeData(sum.dataId);
  return total;
}
