/** Layers that shift and scale by numbers along one axis. */
import { present } from '#base/assert.ts';
import { resolveAxis } from '#graph/axes.ts';
import { type OnnxForm, onlyInput } from './onnx-form.ts';
import type { OnnxGraph, OnnxValue } from './onnx-graph.ts';

function axisIndex(axis: number, { shape }: OnnxValue): number {
  return present(resolveAxis(axis, shape), 'the axis exists');
}

/** In use, by its moving averages: `BatchNormalization` over channels, a factor and an offset over any other axis. */
export const batchNormalization: OnnxForm<'BatchNormalization'> = (config, call) => {
  const { epsilon, center, scale } = config;
  const { graph } = call;
  const given = onlyInput(call);
  const axis = axisIndex(config.axis, given);
  const x = axis === 2 ? graph.channelsFirst(given) : given;
  const [mean, variance] = [call.weight('moving_mean'), call.weight('moving_variance')];
  const gamma = scale ? call.weight('gamma') : new Float32Array(mean.length).fill(1);
  const beta = center ? call.weight('beta') : new Float32Array(mean.length);
  if (graph.axisOf(x, axis) === 1) {
    const vectors = { gamma, beta, mean, variance };
    const names = Object.entries(vectors).map(([name, values]) => graph.floats(values, [values.length], name));
    return graph.elementwise('BatchNormalization', x, names, { epsilon: { float: epsilon } });
  }
  const factors = gamma.map((value, index) => value / Math.sqrt((variance[index] ?? 0) + epsilon));
  const offsets = beta.map((value, index) => value - (mean[index] ?? 0) * (factors[index] ?? 0));
  const scaled = graph.elementwise('Mul', x, [graph.alongAxis(x, axis, factors)]);
  return graph.elementwise('Add', scaled, [graph.alongAxis(x, axis, offsets)]);
};

/** `LayerNormalization` works on the last axes, so another axis is brought there and back. */
export const layerNormalization: OnnxForm<'LayerNormalization'> = (config, call) => {
  const { graph } = call;
  const x = graph.channelsLast(onlyInput(call));
  const axis = axisIndex(config.axis, x);
  const size = x.shape[axis] ?? 0;
  const gamma = config.scale ? call.weight('gamma') : new Float32Array(size).fill(1);
  const vectors = [graph.floats(gamma, [size], 'gamma')];
  if (config.center) vectors.push(graph.floats(call.weight('beta'), [size], 'beta'));
  const normalized = (value: OnnxValue) =>
    graph.elementwise('LayerNormalization', value, vectors, { axis: -1, epsilon: { float: config.epsilon } });
  const last = x.shape.length - 1;
  if (axis === last) return normalized(x);
  const swap = [0, ...x.shape.map((_, index) => (index === axis ? last : index === last ? axis : index) + 1)];
  const turn = (value: OnnxValue) => graph.elementwise('Transpose', value, [], { perm: swap });
  return turn(normalized(turn(x)));
};

/** Keras's `backend.epsilon()`: the least standard deviation that is divided by. */
const leastDeviation = 1e-7;

export const normalization: OnnxForm<'Normalization'> = (config, call) => {
  const { graph } = call;
  const x = onlyInput(call);
  const along = (values: ArrayLike<number>) =>
    config.axis === null ? graph.number(values[0] ?? 0) : graph.alongAxis(x, axisIndex(config.axis, x), values);
  const mean = config.mean ?? call.weight('mean');
  const variance = config.variance ?? call.weight('variance');
  const deviation = Array.from(variance, (value) => Math.max(Math.sqrt(value), leastDeviation));
  const centred = graph.elementwise('Sub', x, [along(mean)]);
  return graph.elementwise('Div', centred, [along(deviation)]);
};

function spread(graph: OnnxGraph, x: OnnxValue, factor: number | readonly number[]): string {
  return typeof factor === 'number' ? graph.number(factor) : graph.alongAxis(x, x.shape.length - 1, factor);
}

export const rescaling: OnnxForm<'Rescaling'> = ({ scale, offset }, call) => {
  const { graph } = call;
  const x = onlyInput(call);
  const scaled = graph.elementwise('Mul', x, [spread(graph, x, scale)]);
  return offset === 0 ? scaled : graph.elementwise('Add', scaled, [spread(graph, x, offset)]);
};
