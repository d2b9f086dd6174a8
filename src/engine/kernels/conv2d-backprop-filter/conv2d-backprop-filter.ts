/** Conv2DBackpropFilter, NHWC: two dispatches, partial sums and their total. NCHW stays with the stock kernel. */
import {
  backend_util,
  Conv2DBackpropFilter,
  type Conv2DBackpropFilterAttrs,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { maxPartialElements, runColumnSum } from '../column-sum/column-sum.ts';
import { type Conv2DGeometry, conv2DGeometry } from '../conv2d/conv2d-geometry.ts';
import { invocationsWanted } from '../invocations-wanted.ts';
import { type KernelBody, tunableEntry } from '../kernel-entry.ts';
import { componentsFor, runKernel } from '../run-kernel.ts';
import { asShape4D } from '../shape-4d.ts';
import { subgroupLanes } from '../subgroup-lanes.ts';
import { conv2DBackpropFilterTemplate } from './conv2d-backprop-filter.wgsl.ts';
import { runFilterGradientForm } from './filter-gradient-forms.ts';
import { filterPieces, handedPiece, pieceAlone } from './filter-gradient-tile.ts';
import { handedBackpropFilterTemplate } from './handed-backprop-filter.wgsl.ts';

interface Conv2DBackpropFilterTensors {
  readonly x: TensorInfo;
  readonly dy: TensorInfo;
}

/** Into how many parts the sum goes that `invocations` take together. */
function partsOf(backend: WebGPUBackend, g: Conv2DGeometry, batch: number, invocations: number): number {
  const elements = g.filterHeight * g.filterWidth * g.inChannels * g.outChannels;
  const wanted = Math.ceil(invocationsWanted(backend) / invocations);
  return Math.max(1, Math.min(wanted, batch * g.outHeight, Math.floor(maxPartialElements / elements)));
}

/**
 * dW [filter height, filter width, in channels, out channels] from x and dy, both NHWC.
 *
 * @param lanes invocations that may hand each other the input: 1, or what `subgroupLanes` says
 */
export function runConv2DBackpropFilter(
  backend: WebGPUBackend,
  g: Conv2DGeometry,
  { x, dy }: Conv2DBackpropFilterTensors,
  lanes = subgroupLanes(backend),
): TensorInfo {
  const [batch] = asShape4D(dy.shape);
  const handed = handedPiece(g, lanes);
  const piece = handed ?? pieceAlone(g);
  const { rows, columns, channels, vectors } = filterPieces(g, piece);
  const invocations = rows * columns * channels * (handed ? Math.ceil(vectors / lanes) * lanes : vectors);
  const parts = partsOf(backend, g, batch, invocations);
  const filterShape = [g.filterHeight, g.filterWidth, g.inChannels, g.outChannels];
  const outComponents = componentsFor(g.outChannels);
  const run = {
    inputs: [
      { name: 'x', tensor: x, components: handed ? 1 : componentsFor(g.inChannels) },
      { name: 'dy', tensor: dy, components: outComponents },
    ],
    outputShape: parts === 1 ? filterShape : [parts, util.sizeFromShape(filterShape)],
    outputComponents: outComponents,
    invocations: [invocations * parts, 1],
  } as const;
  const partial = handed
    ? runKernel(backend, handedBackpropFilterTemplate, {
        ...run,
        parameters: { ...g, ...handed, parts, lanes },
        workgroupSize: lanes,
      })
    : runKernel(backend, conv2DBackpropFilterTemplate, { ...run, parameters: { ...g, ...piece, parts } });
  if (parts === 1) return partial;
  const total = runColumnSum(backend, partial, filterShape);
  backend.disposeData(partial.dataId);
  return total;
}

/** tfjs's own gradient passes no dilations; ours may. */
type Attributes = Conv2DBackpropFilterAttrs & { readonly dilations?: [number, number] | number };

type Run = (backend: WebGPUBackend, g: Conv2DGeometry, tensors: Conv2DBackpropFilterTensors) => TensorInfo | undefined;

function by(run: Run): KernelBody<Conv2DBackpropFilterTensors, Attributes> {
  return ({ inputs: { x, dy }, attrs, backend }) => {
    if (attrs.dataFormat !== 'NHWC') return undefined;
    const info = backend_util.computeConv2DInfo(
      asShape4D(x.shape),
      attrs.filterShape,
      attrs.strides,
      attrs.dilations ?? 1,
      attrs.pad,
      attrs.dimRoundingMode,
    );
    return run(backend, conv2DGeometry(info), { x, dy });
  };
}

export const conv2DBackpropFilter = tunableEntry(Conv2DBackpropFilter, by(runConv2DBackpropFilter), {
  forms: (form) => by((backend, g, tensors) => runFilterGradientForm(backend, form, g, tensors)),
  // tfjs's is many times slower everywhere.
  covers: () => false,
});
