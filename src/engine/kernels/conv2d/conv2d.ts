/**
 * Conv2D and FusedConv2D forward, NHWC, any strides, padding and dilation; bias and activation fused. A 1×1 filter is
 * the same walk with a single tap. NCHW and PReLU stay with the stock kernels.
 */
import {
  backend_util,
  Conv2D,
  type Conv2DAttrs,
  FusedConv2D,
  type FusedConv2DAttrs,
  type TensorInfo,
} from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { isFused } from '../activation.ts';
import { type KernelBody, tunableEntry } from '../kernel-entry.ts';
import { componentsFor, runKernel } from '../run-kernel.ts';
import { asShape4D } from '../shape-4d.ts';
import { isSoftwareAdapter } from '../software-adapter.ts';
import { subgroupLanes } from '../subgroup-lanes.ts';
import { conv2DTemplate, handedConv2DTemplate } from './conv2d.wgsl.ts';
import type { Conv2DArguments } from './conv2d-arguments.ts';
import { runConv2DForm } from './conv2d-forms.ts';
import { type Conv2DGeometry, conv2DGeometry } from './conv2d-geometry.ts';
import { conv2DTile } from './conv2d-tile.ts';

/** A 1×1 convolution without strides does not care for rows: as one long row it wastes no part of a strip. */
function asOneRow(g: Conv2DGeometry): Conv2DGeometry {
  const isPointwise = g.filterHeight * g.filterWidth === 1 && g.strideHeight * g.strideWidth === 1;
  if (!isPointwise || g.padTop !== 0 || g.padLeft !== 0) return g;
  const pixels = g.inHeight * g.inWidth;
  return { ...g, inHeight: 1, inWidth: pixels, outHeight: 1, outWidth: pixels };
}

/**
 * Runs the convolution; the output is [batch, out height, out width, out channels].
 *
 * @param lanes invocations that hand each other the filter: 1, or what `subgroupLanes` says
 */
export function runConv2D(
  backend: WebGPUBackend,
  geometry: Conv2DGeometry,
  call: Conv2DArguments,
  lanes = subgroupLanes(backend),
): TensorInfo {
  const { x, filter, bias, activation = 'linear', leakyreluAlpha = 0.2 } = call;
  const [batch] = asShape4D(x.shape);
  const g = asOneRow(geometry);
  const adapter = isSoftwareAdapter(backend) ? 'software' : 'hardware';
  const tile = conv2DTile(g, { adapter, lanes, batch });
  const tiles = batch * g.outHeight * Math.ceil(g.outWidth / tile.strip);
  const blocks = Math.ceil(g.outChannels / (4 * tile.vectors));
  const outComponents = componentsFor(g.outChannels);
  return runKernel(backend, lanes === 1 ? conv2DTemplate : handedConv2DTemplate, {
    parameters: { ...g, ...tile, lanes, bias: bias !== undefined, activation },
    inputs: [
      { name: 'x', tensor: x, components: tile.depth },
      { name: 'kernel', tensor: filter, components: lanes === 1 ? outComponents : 1 },
      ...(bias ? [{ name: 'bias', tensor: bias, components: outComponents }] : []),
    ],
    outputShape: [batch, geometry.outHeight, geometry.outWidth, g.outChannels],
    outputComponents: outComponents,
    invocations: [Math.ceil(tiles / lanes) * lanes * blocks, 1],
    ...(lanes === 1 ? {} : { workgroupSize: lanes }),
    ...(activation === 'leakyrelu'
      ? { uniforms: [{ name: 'alpha', type: 'float32' as const, value: leakyreluAlpha }] }
      : {}),
  });
}

/** Any form of the convolution; undefined for what it does not cover. */
type Run = (backend: WebGPUBackend, g: Conv2DGeometry, call: Conv2DArguments) => TensorInfo | undefined;

/** Values do with 16 bits a number, where a person allows them. */
const suits = () => true;

function plainBy(run: Run): KernelBody<Pick<Conv2DArguments, 'x' | 'filter'>, Conv2DAttrs> {
  return ({ inputs, attrs, backend }) => {
    const { x, filter } = inputs;
    if (attrs.dataFormat !== 'NHWC') return undefined;
    const info = backend_util.computeConv2DInfo(
      asShape4D(x.shape),
      asShape4D(filter.shape),
      attrs.strides,
      attrs.dilations,
      attrs.pad,
      attrs.dimRoundingMode,
    );
    return run(backend, conv2DGeometry(info), { x, filter });
  };
}

export const conv2D = tunableEntry(Conv2D, plainBy(runConv2D), {
  forms: (form) => plainBy((backend, g, call) => runConv2DForm(backend, form, g, call)),
  suits,
});

function fusedBy(run: Run): KernelBody<Pick<Conv2DArguments, 'x' | 'filter' | 'bias'>, FusedConv2DAttrs> {
  return ({ inputs, attrs, backend }) => {
    const { x, filter, bias } = inputs;
    const { activation, leakyreluAlpha } = attrs;
    if (attrs.dataFormat !== 'NHWC' || !isFused(activation)) return undefined;
    const info = backend_util.computeConv2DInfo(
      asShape4D(x.shape),
      asShape4D(filter.shape),
      attrs.strides,
      attrs.dilations,
      attrs.pad,
      attrs.dimRoundingMode,
    );
    const hasVectorBias = !bias || bias.shape.every((size, axis) => axis === bias.shape.length - 1 || size === 1);
    if (!hasVectorBias || (bias && bias.shape.at(-1) !== info.outChannels)) return undefined;
    return run(backend, conv2DGeometry(info), { x, filter, bias, activation, leakyreluAlpha });
  };
}

export const fusedConv2D = tunableEntry(FusedConv2D, fusedBy(runConv2D), {
  forms: (form) => fusedBy((backend, g, call) => runConv2DForm(backend, form, g, call)),
  suits,
});
