/** Conv2DBackpropInput, NHWC; it is also the forward pass of Conv2DTranspose. NCHW stays with the stock kernel. */
import { backend_util, Conv2DBackpropInput, type Conv2DBackpropInputAttrs, type TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { ProductForm } from '#protocol/kernels.ts';
import { runConv2D } from '../conv2d/conv2d.ts';
import { runConv2DForm } from '../conv2d/conv2d-forms.ts';
import { type Conv2DGeometry, conv2DGeometry } from '../conv2d/conv2d-geometry.ts';
import { type KernelBody, tunableEntry } from '../kernel-entry.ts';
import { componentsFor, runKernel } from '../run-kernel.ts';
import { asShape4D } from '../shape-4d.ts';
import { conv2DBackpropInputTemplate } from './conv2d-backprop-input.wgsl.ts';
import { turnedGeometry, withTurnedFilter } from './turned-filter.ts';

function tileFor(g: Conv2DGeometry): { readonly pixels: number; readonly channels: number } {
  if (g.inChannels % 4 === 0) return { pixels: 4, channels: g.inChannels % 8 === 0 ? 8 : 4 };
  return { pixels: 4, channels: Math.min(8, g.inChannels) };
}

interface Conv2DBackpropInputTensors {
  readonly dy: TensorInfo;
  readonly filter: TensorInfo;
}

/** dX [batch, in height, in width, in channels] from dy (NHWC) and the filter (HWIO). */
export function runConv2DBackpropInput(
  backend: WebGPUBackend,
  g: Conv2DGeometry,
  { dy, filter }: Conv2DBackpropInputTensors,
): TensorInfo {
  if (g.strideHeight === 1 && g.strideWidth === 1) {
    return withTurnedFilter(backend, g, filter, (turned) =>
      runConv2D(backend, turnedGeometry(g), { x: dy, filter: turned }),
    );
  }
  const [batch] = asShape4D(dy.shape);
  const tile = tileFor(g);
  const components = componentsFor(g.outChannels);
  const phases = g.strideHeight * g.strideWidth;
  const pixelsOfPhase = batch * Math.ceil(g.inHeight / g.strideHeight) * Math.ceil(g.inWidth / g.strideWidth);
  return runKernel(backend, conv2DBackpropInputTemplate, {
    parameters: { ...g, ...tile },
    inputs: [
      { name: 'dy', tensor: dy, components },
      { name: 'kernel', tensor: filter, components },
    ],
    outputShape: [batch, g.inHeight, g.inWidth, g.inChannels],
    outputComponents: componentsFor(g.inChannels),
    invocations: [Math.ceil(pixelsOfPhase / tile.pixels), phases * Math.ceil(g.inChannels / tile.channels)],
  });
}

/** tfjs's own gradient passes no dilations; ours may. */
type Attributes = Conv2DBackpropInputAttrs & { readonly dilations?: [number, number] | number };

type Run = (backend: WebGPUBackend, g: Conv2DGeometry, tensors: Conv2DBackpropInputTensors) => TensorInfo | undefined;

/** As a convolution with the turned filter, which is all that other forms know. */
function runForm(
  backend: WebGPUBackend,
  form: ProductForm,
  g: Conv2DGeometry,
  { dy, filter }: Conv2DBackpropInputTensors,
): TensorInfo | undefined {
  return withTurnedFilter(backend, g, filter, (turned) =>
    runConv2DForm(backend, form, turnedGeometry(g), { x: dy, filter: turned }),
  );
}

function by(run: Run): KernelBody<Conv2DBackpropInputTensors, Attributes> {
  return ({ inputs: { dy, filter }, attrs, backend }) => {
    if (attrs.dataFormat !== 'NHWC') return undefined;
    const info = backend_util.computeConv2DInfo(
      attrs.inputShape,
      asShape4D(filter.shape),
      attrs.strides,
      attrs.dilations ?? 1,
      attrs.pad,
      attrs.dimRoundingMode,
    );
    return run(backend, conv2DGeometry(info), { dy, filter });
  };
}

const areOnes = (sizes: number | readonly number[]) => [sizes].flat().every((size) => size === 1);

export const conv2DBackpropInput = tunableEntry(Conv2DBackpropInput, by(runConv2DBackpropInput), {
  // tfjs's kernel knows no dilations.
  covers: ({ dilations = 1 }) => areOnes(dilations),
  forms: (form) => by((backend, g, tensors) => runForm(backend, form, g, tensors)),
  suits: (form, { strides }) => form !== 'half' && areOnes(strides),
});
