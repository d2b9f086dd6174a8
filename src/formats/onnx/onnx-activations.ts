/** Activation functions, and the layers that are one. */
import { present } from '#base/assert.ts';
import type { ActivationName } from '#graph/activations.ts';
import { resolveAxis } from '#graph/axes.ts';
import { type OnnxForm, onlyInput } from './onnx-form.ts';
import type { OnnxGraph, OnnxValue } from './onnx-graph.ts';
import { turnedAlpha } from './onnx-weights.ts';

type Curve = (graph: OnnxGraph, x: OnnxValue) => OnnxValue;

/** relu6(x + 3) / 6, Keras 3's curve: ONNX's default has another slope. */
const hardSigmoid: Curve = (graph, x) =>
  graph.elementwise('HardSigmoid', x, [], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } });

const simply =
  (opType: string, attributes: Readonly<Record<string, { readonly float: number }>> = {}): Curve =>
  (graph, x) =>
    graph.elementwise(opType, x, [], attributes);

const curves = {
  linear: (_, x) => x,
  relu: simply('Relu'),
  relu6: (graph, x) => graph.elementwise('Clip', x, [graph.number(0), graph.number(6)]),
  leaky_relu: simply('LeakyRelu', { alpha: { float: 0.2 } }),
  elu: simply('Elu'),
  selu: simply('Selu'),
  /** By the exact error function; ONNX has `Gelu` from operator set 20 on only. */
  gelu: (graph, x) => {
    const erf = graph.elementwise('Erf', graph.elementwise('Mul', x, [graph.number(Math.SQRT1_2)]));
    const gate = graph.elementwise('Add', erf, [graph.number(1)]);
    return graph.elementwise('Mul', graph.elementwise('Mul', x, [graph.number(0.5)]), [gate.name]);
  },
  silu: (graph, x) => graph.elementwise('Mul', x, [graph.elementwise('Sigmoid', x).name]),
  hard_sigmoid: hardSigmoid,
  hard_silu: (graph, x) => graph.elementwise('Mul', x, [hardSigmoid(graph, x).name]),
  sigmoid: simply('Sigmoid'),
  tanh: simply('Tanh'),
  softplus: simply('Softplus'),
  softmax: (graph, x) => softmaxAlong(graph, x, x.shape.length - 1),
} satisfies Record<ActivationName, Curve>;

function softmaxAlong(graph: OnnxGraph, x: OnnxValue, axis: number): OnnxValue {
  return graph.elementwise('Softmax', x, [], { axis: graph.axisOf(x, axis) });
}

/** The activation applied to every number; softmax along the last axis. */
export function activate(graph: OnnxGraph, x: OnnxValue, name: ActivationName): OnnxValue {
  return curves[name](graph, x);
}

/** The function itself is the layer's `activation` setting. */
export const activation: OnnxForm<'Activation'> = (_, call) => onlyInput(call);

export const leakyRelu: OnnxForm<'LeakyReLU'> = ({ negativeSlope }, call) =>
  call.graph.elementwise('LeakyRelu', onlyInput(call), [], { alpha: { float: negativeSlope } });

/** maxValue for x ≥ maxValue, x for threshold ≤ x < maxValue, and negativeSlope · (x - threshold) below. */
export const relu: OnnxForm<'ReLU'> = ({ maxValue, negativeSlope, threshold }, call) => {
  const { graph } = call;
  const x = onlyInput(call);
  if (threshold === 0 && negativeSlope === 0 && maxValue !== null) {
    return graph.elementwise('Clip', x, [graph.number(0), graph.number(maxValue)]);
  }
  const isAbove = () => graph.elementwise('GreaterOrEqual', x, [graph.number(threshold)]);
  const above = () => graph.elementwise('Cast', isAbove(), [], { to: 1 });
  const raised = threshold === 0 ? graph.elementwise('Relu', x) : graph.elementwise('Mul', x, [above().name]);
  const capped = maxValue === null ? raised : graph.elementwise('Min', raised, [graph.number(maxValue)]);
  if (negativeSlope === 0) return capped;
  const below = graph.elementwise('Min', graph.elementwise('Sub', x, [graph.number(threshold)]), [graph.number(0)]);
  const sloped = graph.elementwise('Mul', below, [graph.number(negativeSlope)]);
  return graph.elementwise('Add', capped, [sloped.name]);
};

export const prelu: OnnxForm<'PReLU'> = ({ sharedAxes }, call) => {
  const x = onlyInput(call);
  const shape = x.shape.map((size, index) => (sharedAxes?.includes(index + 1) ? 1 : size));
  const alpha = call.weight('alpha');
  const slope = x.isChannelsFirst ? turnedAlpha(alpha, shape) : { values: alpha, dims: shape };
  return call.graph.elementwise('PRelu', x, [call.graph.floats(slope.values, slope.dims, 'alpha')]);
};

export const softmax: OnnxForm<'Softmax'> = ({ axis }, call) => {
  const x = onlyInput(call);
  return softmaxAlong(call.graph, x, present(resolveAxis(axis, x.shape), 'the axis exists'));
};
