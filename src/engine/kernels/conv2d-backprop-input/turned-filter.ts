/**
 * A filter turned by half a turn with its channels exchanged: with stride 1 the gradient of a convolution to its input
 * is the convolution of dy with it. The filter is small, so turning it costs next to nothing.
 */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Conv2DGeometry } from '../conv2d/conv2d-geometry.ts';
import { type KernelTemplate, runKernel } from '../run-kernel.ts';

type TurnedFilterParameters = { readonly taps: number; readonly inChannels: number; readonly outChannels: number };

const template: KernelTemplate<TurnedFilterParameters> = {
  name: 'turned-filter',
  code: ({ taps, inChannels, outChannels }) => `
  fn main(index : i32) {
    if (index >= uniforms.count) { return; }
    let inChannel = index % ${inChannels};
    let outChannel = index / ${inChannels} % ${outChannels};
    let tap = ${taps - 1} - index / ${inChannels * outChannels};
    result[index] = kernel[(tap * ${inChannels} + inChannel) * ${outChannels} + outChannel];
  }`,
};

/** [height, width, in, out] to [height, width, out, in]. */
function runTurnedFilter(backend: WebGPUBackend, g: Conv2DGeometry, filter: TensorInfo): TensorInfo {
  const { filterHeight, filterWidth, inChannels, outChannels } = g;
  const taps = filterHeight * filterWidth;
  return runKernel(backend, template, {
    parameters: { taps, inChannels, outChannels },
    inputs: [{ name: 'kernel', tensor: filter, components: 1 }],
    outputShape: [filterHeight, filterWidth, outChannels, inChannels],
    outputComponents: 1,
    invocations: [taps * inChannels * outChannels, 1],
    uniforms: [{ name: 'count', type: 'int32', value: taps * inChannels * outChannels }],
  });
}

/** Gives what `use` makes of the turned filter, which lasts no longer than that. */
export function withTurnedFilter<Output>(
  backend: WebGPUBackend,
  g: Conv2DGeometry,
  filter: TensorInfo,
  use: (turned: TensorInfo) => Output,
): Output {
  const turned = runTurnedFilter(backend, g, filter);
  const output = use(turned);
  backend.disposeData(turned.dataId);
  return output;
}

/** The convolution of dy with the turned filter that gives dX; only where both strides are 1. */
export function turnedGeometry(g: Conv2DGeometry): Conv2DGeometry {
  return {
    ...g,
    inHeight: g.outHeight,
    inWidth: g.outWidth,
    inChannels: g.outChannels,
    outHeight: g.inHeight,
    outWidth: g.inWidth,
    outChannels: g.inChannels,
    padTop: (g.filterHeight - 1) * g.dilationHeight - g.padTop,
    padLeft: (g.filterWidth - 1) * g.dilationWidth - g.padLeft,
  };
}
