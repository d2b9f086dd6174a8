/** BatchMatMul and _FusedMatMul, any transposes; bias and activation fused. PReLU stays with the stock kernel. */
import {
  _FusedMatMul,
  type _FusedMatMulAttrs,
  BatchMatMul,
  type BatchMatMulAttrs,
  broadcast_util,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type FusedActivation, isFused } from '../activation.ts';
import { runColumnSum } from '../column-sum/column-sum.ts';
import { invocationsWanted } from '../invocations-wanted.ts';
import { type KernelBody, tunableEntry } from '../kernel-entry.ts';
import { componentsFor, runKernel } from '../run-kernel.ts';
import { matMulComponents, matMulTemplate } from './matmul.wgsl.ts';
import { sharedMatMulTemplate, sharedTile, sharedWorkgroupSize } from './shared-matmul.wgsl.ts';

export interface MatMulArguments {
  /** [..., rows, inner], or [..., inner, rows] with `transposeA`. */
  readonly a: TensorInfo;
  /** [..., inner, columns], or [..., columns, inner] with `transposeB`. */
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** [columns]. */
  readonly bias?: TensorInfo | undefined;
  readonly activation?: FusedActivation | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

/** A part of the inner dimension shorter than this is not worth a second pass. */
const minInnerPerPart = 64;
const maxDispatch = 65_535;

interface MatMulSizes {
  readonly rows: number;
  readonly inner: number;
  readonly outColumns: number;
  readonly matrices: number;
  readonly outputShape: readonly number[];
  readonly broadcastA: boolean;
  readonly broadcastB: boolean;
}

/** The sizes of a product, or undefined where the batch dimensions broadcast in more than one way at once. */
function sizesOf({ a, b, transposeA, transposeB }: MatMulArguments): MatMulSizes | undefined {
  const [a1 = 1, a0 = 1] = a.shape.slice(-2);
  const [b1 = 1, b0 = 1] = b.shape.slice(-2);
  const batchA = a.shape.slice(0, -2);
  const batchB = b.shape.slice(0, -2);
  const batch = broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
  const matrices = util.sizeFromShape(batch);
  const countA = util.sizeFromShape(batchA);
  const countB = util.sizeFromShape(batchB);
  if ((countA !== matrices && countA !== 1) || (countB !== matrices && countB !== 1)) return undefined;
  const [rows, inner] = transposeA ? [a0, a1] : [a1, a0];
  const outColumns = transposeB ? b1 : b0;
  return {
    rows,
    inner,
    outColumns,
    matrices,
    outputShape: [...batch, rows, outColumns],
    broadcastA: countA === 1,
    broadcastB: countB === 1,
  };
}

/** Runs the product, or returns undefined for what it does not cover. */
export function runMatMul(backend: WebGPUBackend, call: MatMulArguments): TensorInfo | undefined {
  const { a, b, transposeA, transposeB, bias, activation = 'linear', leakyreluAlpha = 0.2 } = call;
  const sizes = sizesOf(call);
  if (!sizes || util.sizeFromShape([...sizes.outputShape]) === 0 || sizes.inner === 0) return undefined;
  const { rows, inner, outColumns, matrices, outputShape, broadcastA, broadcastB } = sizes;
  const tile = { rows: 8, vectors: outColumns > 4 ? 2 : 1 };
  const blocks = Math.ceil(rows / tile.rows) * Math.ceil(outColumns / (4 * tile.vectors)) * matrices;
  const isPlain = bias === undefined && activation === 'linear';
  const parts = isPlain
    ? Math.max(1, Math.min(Math.floor(invocationsWanted(backend) / blocks), Math.floor(inner / minInnerPerPart)))
    : 1;
  const invocationsY = Math.ceil(outColumns / (4 * tile.vectors)) * matrices * parts;
  if (invocationsY > maxDispatch) return undefined;
  const wholeRows = rows % 4 === 0;
  const components = matMulComponents({ transposeA, transposeB, wholeRows, inner, outColumns });
  const outComponents = componentsFor(outColumns);
  const product = runKernel(backend, matMulTemplate, {
    parameters: {
      outColumns,
      inner,
      transposeA,
      transposeB,
      wholeRows,
      broadcastA,
      broadcastB,
      ...tile,
      parts,
      bias: bias !== undefined,
      activation,
    },
    inputs: [
      { name: 'a', tensor: a, components: components.a },
      { name: 'b', tensor: b, components: components.b },
      ...(bias ? [{ name: 'bias', tensor: bias, components: outComponents }] : []),
    ],
    outputShape: parts === 1 ? outputShape : [parts, util.sizeFromShape([...outputShape])],
    outputComponents: outComponents,
    invocations: [Math.ceil(rows / tile.rows), invocationsY],
    uniforms: [
      { name: 'rows', type: 'int32', value: rows },
      { name: 'matrices', type: 'int32', value: matrices },
      { name: 'alpha', type: 'float32', value: leakyreluAlpha },
    ],
  });
  if (parts === 1) return product;
  const total = runColumnSum(backend, product, outputShape);
  backend.disposeData(product.dataId);
  return total;
}

/** The same by tiles in workgroup memory; undefined for what it does not cover. */
export function runSharedMatMul(backend: WebGPUBackend, call: MatMulArguments): TensorInfo | undefined {
  const { a, b, transposeA, transposeB, bias, activation = 'linear', leakyreluAlpha = 0.2 } = call;
  const sizes = sizesOf(call);
  if (!sizes || util.sizeFromShape([...sizes.outputShape]) === 0 || sizes.inner === 0) return undefined;
  const { rows, inner, outColumns, matrices, outputShape, broadcastA, broadcastB } = sizes;
  const workgroupsX = Math.ceil(rows / sharedTile);
  const workgroupsY = Math.ceil(outColumns / sharedTile) * matrices;
  if (Math.max(workgroupsX, workgroupsY) > maxDispatch) return undefined;
  const outComponents = componentsFor(outColumns);
  return runKernel(backend, sharedMatMulTemplate, {
    parameters: {
      outColumns,
      inner,
      transposeA,
      transposeB,
      broadcastA,
      broadcastB,
      bias: bias !== undefined,
      activation,
    },
    inputs: [
      { name: 'a', tensor: a, components: 1 },
      { name: 'b', tensor: b, components: 1 },
      ...(bias ? [{ name: 'bias', tensor: bias, components: outComponents }] : []),
    ],
    outputShape,
    outputComponents: outComponents,
    invocations: [workgroupsX * sharedWorkgroupSize, workgroupsY],
    workgroupSize: sharedWorkgroupSize,
    uniforms: [
      { name: 'rows', type: 'int32', value: rows },
      { name: 'alpha', type: 'float32', value: leakyreluAlpha },
    ],
  });
}

type MatMulInputs = Pick<MatMulArguments, 'a' | 'b' | 'bias'>;

export const batchMatMul = tunableEntry<MatMulInputs, BatchMatMulAttrs>(
  BatchMatMul,
  ({ inputs, attrs, backend }) => runMatMul(backend, { ...inputs, ...attrs }),
  { shared: ({ inputs, attrs, backend }) => runSharedMatMul(backend, { ...inputs, ...attrs }) },
);

function fusedBy(run: typeof runMatMul): KernelBody<MatMulInputs, _FusedMatMulAttrs> {
  return ({ inputs: { a, b, bias }, attrs, backend }) => {
    const { transposeA, transposeB, activation, leakyreluAlpha } = attrs;
    const columns = b.shape.at(transposeB ? -2 : -1);
    if (!isFused(activation) || (bias && util.sizeFromShape(bias.shape) !== columns)) return undefined;
    return run(backend, { a, b, transposeA, transposeB, bias, activation, leakyreluAlpha });
  };
}

export const fusedMatMul = tunableEntry<MatMulInputs, _FusedMatMulAttrs>(_FusedMatMul, fusedBy(runMatMul), {
  shared: fusedBy(runSharedMatMul),
});
