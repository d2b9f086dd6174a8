/** BatchMatMul and _FusedMatMul, any transposes; bias and activation fused. PReLU stays with the stock kernel. */
import {
  _FusedMatMul,
  type _FusedMatMulAttrs,
  BatchMatMul,
  type BatchMatMulAttrs,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { ProductForm } from '#protocol/kernels.ts';
import { isFused } from '../activation.ts';
import { runColumnSum } from '../column-sum/column-sum.ts';
import { invocationsWanted } from '../invocations-wanted.ts';
import { type KernelBody, tunableEntry } from '../kernel-entry.ts';
import { componentsFor, maxWorkgroupsPerDimension, runKernel } from '../run-kernel.ts';
import { isSoftwareAdapter } from '../software-adapter.ts';
import { subgroupLanes } from '../subgroup-lanes.ts';
import { handedMatMulTemplate, matMulComponents, matMulTemplate } from './matmul.wgsl.ts';
import { runMatMulForm } from './matmul-forms.ts';
import { type MatMulArguments, matMulSizes } from './matmul-sizes.ts';
import { matMulTile } from './matmul-tile.ts';

/** A part of the inner dimension shorter than this is not worth a second pass. */
const minInnerPerPart = 64;

/**
 * Runs the product, or returns undefined for what it does not cover.
 *
 * @param lanes invocations that hand each other what they share: 1, or what `subgroupLanes` says
 */
export function runMatMul(
  backend: WebGPUBackend,
  call: MatMulArguments,
  lanes = subgroupLanes(backend),
): TensorInfo | undefined {
  const { a, b, transposeA, transposeB, bias, activation = 'linear', leakyreluAlpha = 0.2 } = call;
  const sizes = matMulSizes(call);
  if (!sizes) return undefined;
  const { rows, inner, outColumns, matrices, outputShape, broadcastA, broadcastB } = sizes;
  const tile = matMulTile(sizes, { adapter: isSoftwareAdapter(backend) ? 'software' : 'hardware', lanes });
  const rowBlocks = Math.ceil(rows / tile.rows);
  const columnBlocks = Math.ceil(outColumns / (4 * tile.vectors));
  const [along, across] = tile.along === 'rows' ? [rowBlocks, columnBlocks] : [columnBlocks, rowBlocks];
  const blocks = along * across * matrices;
  const isPlain = bias === undefined && activation === 'linear';
  const parts = isPlain
    ? Math.max(1, Math.min(Math.floor(invocationsWanted(backend) / blocks), Math.floor(inner / minInnerPerPart)))
    : 1;
  const invocationsY = across * matrices * parts;
  if (invocationsY > maxWorkgroupsPerDimension) return undefined;
  const wholeRows = rows % 4 === 0;
  const components = matMulComponents({
    transposeA,
    transposeB,
    wholeRows,
    inner,
    outColumns,
    lanes,
    along: tile.along,
  });
  const outComponents = componentsFor(outColumns);
  const product = runKernel(backend, lanes === 1 ? matMulTemplate : handedMatMulTemplate, {
    parameters: {
      outColumns,
      inner,
      transposeA,
      transposeB,
      wholeRows,
      broadcastA,
      broadcastB,
      ...tile,
      lanes,
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
    invocations: [along, invocationsY],
    ...(lanes === 1 ? {} : { workgroupSize: lanes }),
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

type MatMulInputs = Pick<MatMulArguments, 'a' | 'b' | 'bias'>;

/** Of the products in training, those of gradients have one matrix turned: 16 bits are for the others. */
const suits = (form: ProductForm, { transposeA, transposeB }: Pick<BatchMatMulAttrs, 'transposeA' | 'transposeB'>) =>
  form !== 'half' || !(transposeA || transposeB);

export const batchMatMul = tunableEntry<MatMulInputs, BatchMatMulAttrs>(
  BatchMatMul,
  ({ inputs, attrs, backend }) => runMatMul(backend, { ...inputs, ...attrs }),
  {
    forms:
      (form) =>
      ({ inputs, attrs, backend }) =>
        runMatMulForm(backend, form, { ...inputs, ...attrs }),
    suits,
  },
);

type Run = (backend: WebGPUBackend, call: MatMulArguments) => TensorInfo | undefined;

function fusedBy(run: Run): KernelBody<MatMulInputs, _FusedMatMulAttrs> {
  return ({ inputs: { a, b, bias }, attrs, backend }) => {
    const { transposeA, transposeB, activation, leakyreluAlpha } = attrs;
    const columns = b.shape.at(transposeB ? -2 : -1);
    if (!isFused(activation) || (bias && util.sizeFromShape(bias.shape) !== columns)) return undefined;
    return run(backend, { a, b, transposeA, transposeB, bias, activation, leakyreluAlpha });
  };
}

export const fusedMatMul = tunableEntry<MatMulInputs, _FusedMatMulAttrs>(_FusedMatMul, fusedBy(runMatMul), {
  forms: (form) => fusedBy((backend, call) => runMatMulForm(backend, form, call)),
  suits,
});
