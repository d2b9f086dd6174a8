/** Layers that scale pictures, with pixels' centres aligned as Keras does. */
import { croppedWindow, rimFor } from '#data/augmentation/aspect-ratio.ts';
import type { Pair } from '#graph/config-schemas.ts';
import { type ResizeMethod, resizeMatrix } from '#graph/resize-weights.ts';
import { featureMap, type OnnxCall, type OnnxForm } from './onnx-form.ts';
import type { OnnxGraph, OnnxValue } from './onnx-graph.ts';
import { padded, sliced } from './onnx-shape.ts';
import { transpose } from './onnx-weights.ts';

type Interpolation = 'bilinear' | 'nearest';

function sizeOf({ shape }: OnnxValue): Pair {
  return [shape[0] ?? 0, shape[1] ?? 0];
}

function scaled(graph: OnnxGraph, x: OnnxValue, size: Pair, interpolation: Interpolation): OnnxValue {
  const shape = [...size, x.shape[2] ?? 0];
  // Batch and channels as they come: runtimes infer wrong shapes from the `axes` that operator set 18 added.
  const kept = graph.operation('Shape', [x.name], { start: 0, end: 2 });
  const sizes = graph.operation('Concat', [kept, graph.integers(size)], { axis: 0 });
  const name = graph.operation('Resize', [x.name, '', '', sizes], {
    coordinate_transformation_mode: 'half_pixel',
    mode: interpolation === 'bilinear' ? 'linear' : 'nearest',
    ...(interpolation === 'nearest' ? { nearest_mode: 'round_prefer_ceil' } : {}),
  });
  return { name, shape, isChannelsFirst: true };
}

/** Picks rows and columns by number: where a pixel falls between two, runtimes round `Resize` one way or the other. */
function picked(graph: OnnxGraph, x: OnnxValue, size: Pair): OnnxValue {
  const places = (axis: 0 | 1) => {
    const [old, fresh] = [sizeOf(x)[axis], size[axis]];
    const place = (_: unknown, index: number) => Math.min(old - 1, Math.floor((index + 0.5) * (old / fresh)));
    return graph.integers(Array.from({ length: fresh }, place));
  };
  const rows = graph.elementwise('Gather', x, [places(0)], { axis: 2 });
  return { ...graph.elementwise('Gather', rows, [places(1)], { axis: 3 }), shape: [...size, x.shape[2] ?? 0] };
}

/** By the matrices that Stride computes with: ONNX's cubic is another at the border, and it knows no Lanczos. */
function weighed(graph: OnnxGraph, x: OnnxValue, size: Pair, method: ResizeMethod): OnnxValue {
  const [height, width] = sizeOf(x);
  const [rows, columns] = size;
  const right = transpose(resizeMatrix(width, columns, method), [columns, width], [1, 0]);
  const down = graph.floats(resizeMatrix(height, rows, method), [rows, height], 'down');
  const wide = graph.operation('MatMul', [x.name, graph.floats(right.values, right.dims, 'right')]);
  const name = graph.operation('MatMul', [down, wide]);
  return { name, shape: [...size, x.shape[2] ?? 0], isChannelsFirst: true };
}

function scaledAs(graph: OnnxGraph, x: OnnxValue, size: Pair, method: ResizeMethod): OnnxValue {
  if (method === 'nearest') return picked(graph, x, size);
  return method === 'bilinear' ? scaled(graph, x, size, method) : weighed(graph, x, size, method);
}

/** The largest middle part that has the proportions of `size`. */
function middle(graph: OnnxGraph, x: OnnxValue, size: Pair): OnnxValue {
  const [height, width] = sizeOf(x);
  const { top, left, rows, columns } = croppedWindow(height, width, size);
  return rows === height && columns === width ? x : sliced(graph, x, [top, left], [rows, columns]);
}

/** All of the picture, with a rim that gives it the proportions of `size`. */
function framed(graph: OnnxGraph, x: OnnxValue, size: Pair, fillValue: number): OnnxValue {
  const { down, right } = rimFor(...sizeOf(x), size);
  return down === 0 && right === 0 ? x : padded(graph, x, [down, down, right, right], fillValue);
}

export const resizing: OnnxForm<'Resizing'> = (config, call) => {
  const { height, width, interpolation, cropToAspectRatio, padToAspectRatio, fillValue } = config;
  const { graph } = call;
  const { x } = featureMap(call);
  const size = [height, width] as const;
  const cropped = cropToAspectRatio ? middle(graph, x, size) : x;
  return scaledAs(graph, padToAspectRatio ? framed(graph, cropped, size, fillValue) : cropped, size, interpolation);
};

/** A whole factor never lets a pixel fall between two, so that `Resize` does here. */
export const upSampling2d: OnnxForm<'UpSampling2D'> = ({ interpolation }, call) => {
  const { x } = featureMap(call);
  const size = [call.output[0] ?? 0, call.output[1] ?? 0] as const;
  if (interpolation === 'nearest' || interpolation === 'bilinear') return scaled(call.graph, x, size, interpolation);
  return weighed(call.graph, x, size, interpolation);
};

/** Keras: `smart_resize`. */
function middleScaled(call: OnnxCall, size: Pair): OnnxValue {
  return scaled(call.graph, middle(call.graph, featureMap(call).x, size), size, 'bilinear');
}

/** In use the middle is scaled; only training crops at random. */
export const randomCrop: OnnxForm<'RandomCrop'> = ({ height, width }, call) => middleScaled(call, [height, width]);

export const centerCrop: OnnxForm<'CenterCrop'> = (size, call) => {
  const { x, height, width } = featureMap(call);
  if (height < size.height || width < size.width) return middleScaled(call, [size.height, size.width]);
  const corner = [Math.floor((height - size.height) / 2), Math.floor((width - size.width) / 2)] as const;
  return sliced(call.graph, x, corner, [size.height, size.width]);
};
