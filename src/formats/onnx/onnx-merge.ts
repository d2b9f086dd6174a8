/** The layers that join branches. Branches lie alike: channels first where any of them does. */
import { present } from '#base/assert.ts';
import { resolveAxis } from '#graph/axes.ts';
import type { OnnxCall, OnnxForm } from './onnx-form.ts';
import type { OnnxValue } from './onnx-graph.ts';

function alike({ graph, inputs }: OnnxCall): readonly OnnxValue[] {
  return inputs.some(({ isChannelsFirst }) => isChannelsFirst)
    ? inputs.map((input) => graph.channelsFirst(input))
    : inputs;
}

function merged(call: OnnxCall, opType: string): OnnxValue {
  const branches = alike(call);
  const name = call.graph.operation(
    opType,
    branches.map((branch) => branch.name),
  );
  return { ...present(branches[0], 'a merge has branches'), name, shape: call.output };
}

/** By operations of any number of inputs. */
export const add: OnnxForm<'Add'> = (_, call) => merged(call, 'Sum');
export const average: OnnxForm<'Average'> = (_, call) => merged(call, 'Mean');
export const maximum: OnnxForm<'Maximum'> = (_, call) => merged(call, 'Max');
export const minimum: OnnxForm<'Minimum'> = (_, call) => merged(call, 'Min');
/** The first input minus the second. */
export const subtract: OnnxForm<'Subtract'> = (_, call) => merged(call, 'Sub');

export const multiply: OnnxForm<'Multiply'> = (_, call) => {
  const [first, ...others] = alike(call);
  const product = others.reduce(
    (total, branch) => call.graph.elementwise('Mul', total, [branch.name]),
    present(first, 'a merge has branches'),
  );
  return { ...product, shape: call.output };
};

export const concatenate: OnnxForm<'Concatenate'> = (config, call) => {
  const branches = alike(call);
  const first = present(branches[0], 'a merge has branches');
  const axis = call.graph.axisOf(first, present(resolveAxis(config.axis, first.shape), 'the axis exists'));
  const names = branches.map(({ name }) => name);
  return { ...first, name: call.graph.operation('Concat', names, { axis }), shape: call.output };
};

/** The first input plus `scale` times the second. */
export const customScaleLayer: OnnxForm<'CustomScaleLayer'> = ({ scale }, call) => {
  const [first, second] = alike(call);
  const scaled = call.graph.elementwise('Mul', present(second, 'two branches'), [call.graph.number(scale)]);
  return call.graph.elementwise('Add', present(first, 'two branches'), [scaled.name]);
};
