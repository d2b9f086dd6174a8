/** Layers that move numbers about. */
import type { Pair } from '#graph/config-schemas.ts';
import { featureMap, type OnnxCall, type OnnxForm, onlyInput } from './onnx-form.ts';
import type { OnnxGraph, OnnxValue } from './onnx-graph.ts';

function reshaped(call: OnnxCall): OnnxValue {
  const { graph, output: shape } = call;
  const x = graph.channelsLast(onlyInput(call));
  const name = graph.operation('Reshape', [x.name, graph.integers([-1, ...shape])]);
  return { name, shape, isChannelsFirst: false };
}

export const flatten: OnnxForm<'Flatten'> = (_, call) => reshaped(call);
export const reshape: OnnxForm<'Reshape'> = (_, call) => reshaped(call);

/** A feature map with its channels first, and a rim around it; the border is `[top, bottom, left, right]`. */
export function padded(graph: OnnxGraph, x: OnnxValue, border: readonly number[], fillValue = 0): OnnxValue {
  const [top = 0, bottom = 0, left = 0, right = 0] = border;
  const [height = 0, width = 0, channels = 0] = x.shape;
  const pads = [graph.integers([0, 0, top, left, 0, 0, bottom, right])];
  if (fillValue !== 0) pads.push(graph.number(fillValue));
  return { ...graph.elementwise('Pad', x, pads), shape: [height + top + bottom, width + left + right, channels] };
}

/** The part of a feature map, with its channels first, that begins at a pixel and has a size. */
export function sliced(graph: OnnxGraph, x: OnnxValue, [top, left]: Pair, [height, width]: Pair): OnnxValue {
  const range = [
    [top, left],
    [top + height, left + width],
    [2, 3],
  ].map((values) => graph.integers(values));
  return { ...graph.elementwise('Slice', x, range), shape: [height, width, x.shape[2] ?? 0] };
}

export const zeroPadding2d: OnnxForm<'ZeroPadding2D'> = ({ padding }, call) =>
  padded(call.graph, featureMap(call).x, padding);

export const cropping2d: OnnxForm<'Cropping2D'> = ({ cropping: [top, bottom, left, right] }, call) => {
  const { x, height, width } = featureMap(call);
  return sliced(call.graph, x, [top, left], [height - top - bottom, width - left - right]);
};
