/** Conv2DBackpropFilter, NHWC: two dispatches, partial sums and their total. NCHW stays with the stock kernel. */
import { backend_util, Conv2DBackpropFilter, type Conv2DBackpropFilterAttrs, type TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { maxPartialElements, runColumnSum } from '../column-sum/column-sum.ts';
import { type Conv2DGeometry, conv2DGeometry } from '../conv2d/conv2d-geometry.ts';
import { invocationsWanted } from '../invocations-wanted.ts';
import { type KernelBody, tunableEntry } from '../kernel-entry.ts';
import { componentsFor, runKernel } from '../run-kernel.ts';
import { asShape4D } from '../shape-4d.ts';
import { conv2DBackpropFilterTemplate, filterPieces } from './conv2d-backprop-filter.wgsl.ts';
import { runFilterGradientForm } from './filter-gradient-forms.ts';

/** Sums that an invocation holds, in vectors of four: more would not stay in registers or take long to compile. */
const maxSums = 48;

interface Tile {
  readonly tapRows: number;
  readonly tapColumns: number;
  readonly channels: number;
  readonly vectors: number;
}

function tileFor(g: Conv2DGeometry): Tile {
  const vectors = g.outChannels > 4 ? 2 : 1;
  // A wide filter is cut into pieces of about six columns.
  const tapColumns = Math.ceil(g.filterWidth / Math.ceil(g.filterWidth / 6));
  const choices = g.inChannels % 4 === 0 ? [16, 8, 4] : [Math.min(g.inChannels, 4), 1];
  const fits = (channels: number) => channels <= g.inChannels && channels * tapColumns * vectors <= maxSums;
  const channels = choices.find(fits) ?? choices.at(-1) ?? 1;
  const wholeHeight = g.filterHeight * tapColumns * channels * vectors <= maxSums;
  return { tapRows: wholeHeight ? g.filterHeight : 1, tapColumns, channels, vectors };
}

interface Conv2DBackpropFilterTensors {
  readonly x: TensorInfo;
  readonly dy: TensorInfo;
}

/** dW [filter height, filter width, in channels, out channels] from x and dy, both NHWC. */
export function runConv2DBackpropFilter(
  backend: WebGPUBackend,
  g: Conv2DGeometry,
  { x, dy }: Conv2DBackpropFilterTensors,
): TensorInfo {
  const [batch] = asShape4D(dy.shape);
  const tile = tileFor(g);
  const rows = g.filterHeight * g.filterWidth * g.inChannels;
  const pieces = filterPieces({ ...g, ...tile });
  const blocks = pieces.rows * pieces.columns * pieces.channels * pieces.vectors;
  const parts = Math.max(
    1,
    Math.min(
      Math.ceil(invocationsWanted(backend) / blocks),
      batch * g.outHeight,
      Math.floor(maxPartialElements / (rows * g.outChannels)),
    ),
  );
  const filterShape = [g.filterHeight, g.filterWidth, g.inChannels, g.outChannels];
  const partial = runKernel(backend, conv2DBackpropFilterTemplate, {
    parameters: { ...g, ...tile, parts },
    inputs: [
      { name: 'x', tensor: x, components: componentsFor(g.inChannels) },
      { name: 'dy', tensor: dy, components: componentsFor(g.outChannels) },
    ],
    outputShape: parts === 1 ? filterShape : [parts, rows * g.outChannels],
    outputComponents: componentsFor(g.outChannels),
    invocations: [blocks * parts, 1],
  });
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
