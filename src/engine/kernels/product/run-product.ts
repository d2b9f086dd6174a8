/** Runs a matrix product in one of its forms, split over the inner dimension where there is little else to share out. */
import { type TensorInfo, util } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { ProductForm } from '#protocol/kernels.ts';
import type { FusedActivation } from '../activation.ts';
import { maxPartialElements, runColumnSum } from '../column-sum/column-sum.ts';
import { invocationsWanted } from '../invocations-wanted.ts';
import {
  componentsFor,
  type KernelParameters,
  type KernelTemplate,
  maxWorkgroupsPerDimension,
  runKernel,
} from '../run-kernel.ts';
import type { OperandReading, OperandWidths, ProductOperands } from './product-operands.ts';
import type { ProductEnd } from './product-output.ts';
import { type SharedTile, sharedColumns, sharedProductCode, sharedWorkgroupSize } from './shared-product.wgsl.ts';
import { type SubgroupTile, subgroupProductCode, subgroupWorkgroupSize } from './subgroup-product.wgsl.ts';

/** The programs of one kind of product: of matrices, of a convolution. */
export interface Product<P extends KernelParameters> {
  readonly shared: KernelTemplate<P & OperandWidths & ProductEnd & SharedTile>;
  readonly half: KernelTemplate<P & OperandWidths & ProductEnd & SharedTile>;
  readonly subgroup: KernelTemplate<P & OperandWidths & ProductEnd & SubgroupTile>;
}

/** @param name of the product, for caches and profiles */
export function product<P extends KernelParameters>(
  name: string,
  operandsOf: (parameters: P & OperandWidths) => ProductOperands,
): Product<P> {
  return {
    shared: { name: `shared-${name}`, code: (p) => sharedProductCode(operandsOf(p), p) },
    half: { name: `half-${name}`, extensions: ['f16'], code: (p) => sharedProductCode(operandsOf(p), p) },
    subgroup: {
      name: `subgroup-${name}`,
      extensions: ['subgroups'],
      code: (p) => subgroupProductCode(operandsOf(p), p),
    },
  };
}

export interface ProductRun<P extends KernelParameters> {
  readonly parameters: P;
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly readings: Readonly<Record<'a' | 'b', OperandReading>>;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** How many products there are side by side. */
  readonly matrices: number;
  readonly outputShape: readonly number[];
  /** [columns]. */
  readonly bias?: TensorInfo | undefined;
  readonly activation?: FusedActivation | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

/** A part of the inner dimension shorter than this is not worth a second pass. */
const minInnerPerPart = 64;
/** Workgroups that are enough to give each invocation more to do. */
const manyWorkgroups = 256;

interface Shape {
  readonly tileRows: number;
  readonly tileColumns: number;
  readonly workgroupSize: number;
}

/** Runs the product, or returns undefined where it would need a larger dispatch than there may be. */
export function runProduct<P extends KernelParameters>(
  backend: WebGPUBackend,
  { shared, half, subgroup }: Product<P>,
  form: ProductForm,
  run: ProductRun<P>,
): TensorInfo | undefined {
  const { rows, columns, readings } = run;
  if (form === 'subgroup') {
    const vectors = columns > 4 ? 2 : 1;
    const rowsEach = rows >= manyWorkgroups * subgroupWorkgroupSize ? 4 : rows > subgroupWorkgroupSize ? 2 : 1;
    const shape = { tileRows: subgroupWorkgroupSize * rowsEach, tileColumns: 4 * vectors };
    // Each invocation walks along its own rows, and has four columns of the right matrix to hand on.
    const widths = {
      widthA: readings.a.along === 'inner' ? readings.a.width : 1,
      widthB: readings.b.along === 'lines' ? readings.b.width : 1,
    } as const;
    return dispatch(backend, subgroup, run, { ...shape, workgroupSize: subgroupWorkgroupSize }, widths, {
      rowsEach,
      vectors,
    });
  }
  const isLarge = Math.ceil(rows / 64) * Math.ceil(columns / sharedColumns) * run.matrices >= manyWorkgroups;
  const rowsEach = isLarge ? 8 : 4;
  const shape = { tileRows: 8 * rowsEach, tileColumns: sharedColumns, workgroupSize: sharedWorkgroupSize };
  const widths = { widthA: readings.a.width, widthB: readings.b.width };
  const tile = { rowsEach, storage: form === 'half' ? 'f16' : 'f32' } as const;
  return dispatch(backend, form === 'half' ? half : shared, run, shape, widths, tile);
}

function partsOf(backend: WebGPUBackend, run: ProductRun<KernelParameters>, workgroups: number, size: number): number {
  const { bias, activation = 'linear', inner, rows, columns, matrices } = run;
  if (bias !== undefined || activation !== 'linear') return 1;
  return Math.max(
    1,
    Math.min(
      Math.floor(invocationsWanted(backend) / (workgroups * size)),
      Math.floor(inner / minInnerPerPart),
      Math.floor(maxPartialElements / (rows * columns * matrices)),
    ),
  );
}

function dispatch<P extends KernelParameters, Tile extends KernelParameters>(
  backend: WebGPUBackend,
  template: KernelTemplate<P & OperandWidths & ProductEnd & Tile & { readonly parts: number }>,
  run: ProductRun<P>,
  { tileRows, tileColumns, workgroupSize }: Shape,
  widths: OperandWidths,
  tile: Tile,
): TensorInfo | undefined {
  const { a, b, bias, activation = 'linear', leakyreluAlpha = 0.2, rows, inner, columns, matrices, outputShape } = run;
  const workgroupsX = Math.ceil(rows / tileRows);
  const blocks = Math.ceil(columns / tileColumns) * matrices;
  const parts = partsOf(backend, run, workgroupsX * blocks, workgroupSize);
  if (Math.max(workgroupsX, blocks * parts) > maxWorkgroupsPerDimension) return undefined;
  const outComponents = componentsFor(columns);
  const result = runKernel(backend, template, {
    parameters: { ...run.parameters, ...widths, ...tile, parts, bias: bias !== undefined, activation },
    inputs: [
      { name: 'a', tensor: a, components: widths.widthA },
      { name: 'b', tensor: b, components: widths.widthB },
      ...(bias ? [{ name: 'bias', tensor: bias, components: outComponents }] : []),
    ],
    outputShape: parts === 1 ? outputShape : [parts, util.sizeFromShape([...outputShape])],
    outputComponents: outComponents,
    invocations: [workgroupsX * workgroupSize, blocks * parts],
    workgroupSize,
    uniforms: [
      { name: 'rows', type: 'int32', value: rows },
      { name: 'inner', type: 'int32', value: inner },
      { name: 'matrices', type: 'int32', value: matrices },
      { name: 'alpha', type: 'float32', value: leakyreluAlpha },
    ],
  });
  if (parts === 1) return result;
  const total = runColumnSum(backend, result, outputShape);
  backend.disposeData(result.dataId);
  return total;
}
