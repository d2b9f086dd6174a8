/**
 * Convolution, bias and activation in one dispatch that can be trained. tfjs fuses them only where no gradient is
 * asked for; in training it runs three ops forward and five backward over the largest tensors of a network.
 */
import {
  backend_util,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  engine,
  FusedConv2D,
  type GradConfig,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  type TensorInfo,
} from '@tensorflow/tfjs';
import { runConv2D } from '../conv2d/conv2d.ts';
import { runConv2DForm } from '../conv2d/conv2d-forms.ts';
import { type Conv2DGeometry, conv2DGeometry } from '../conv2d/conv2d-geometry.ts';
import { tunableEntry } from '../kernel-entry.ts';
import { asShape4D } from '../shape-4d.ts';
import { activationGradientName, type DifferentiableActivation } from './activation-gradient.ts';

const trainableConv2DName = 'TrainableConv2D';

export interface TrainableConv2DSettings {
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid';
  readonly dilations: [number, number];
  readonly activation: DifferentiableActivation;
}

interface TrainableConv2DInputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly bias?: TensorInfo;
}

function geometryOf(
  { x, filter }: TrainableConv2DInputs,
  { strides, dilations, pad }: TrainableConv2DSettings,
): Conv2DGeometry {
  return conv2DGeometry(
    backend_util.computeConv2DInfo(asShape4D(x.shape), asShape4D(filter.shape), strides, dilations, pad),
  );
}

export const trainableConv2DKernel = tunableEntry<TrainableConv2DInputs, TrainableConv2DSettings>(
  trainableConv2DName,
  ({ inputs, attrs, backend }) =>
    runConv2D(backend, geometryOf(inputs, attrs), { ...inputs, activation: attrs.activation }),
  {
    name: FusedConv2D,
    covers: ({ activation }) => activation !== 'tanh',
    forms:
      (form) =>
      ({ inputs, attrs, backend }) =>
        runConv2DForm(backend, form, geometryOf(inputs, attrs), { ...inputs, activation: attrs.activation }),
    suits: () => true,
  },
);

/** The gradient of what lies before the activation: dy itself where there is none. */
export function beforeActivation(dy: Tensor, y: Tensor, activation: DifferentiableActivation): Tensor {
  if (activation === 'linear') return dy;
  return engine().runKernel(activationGradientName, { dy, y }, { activation });
}

export const trainableConv2DGradient: GradConfig = {
  kernelName: trainableConv2DName,
  inputsToSave: ['x', 'filter'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, filter, y] = saved;
    if (Array.isArray(dy) || !x || !filter || !y) throw new Error(`${trainableConv2DName} saved too few tensors.`);
    // tfjs passes the attributes of the forward kernel as a loose map.
    const settings = attrs as unknown as TrainableConv2DSettings;
    const { strides, pad, dilations } = settings;
    const shared = { strides, pad, dilations, dataFormat: 'NHWC' };
    const inner = beforeActivation(dy, y, settings.activation);
    return {
      x: () => engine().runKernel(Conv2DBackpropInput, { dy: inner, filter }, { ...shared, inputShape: x.shape }),
      filter: () =>
        engine().runKernel(Conv2DBackpropFilter, { x, dy: inner }, { ...shared, filterShape: filter.shape }),
      bias: () => sum(inner, [0, 1, 2]),
    };
  },
};

/**
 * activation(conv2d(x, filter) + bias), with gradients to all three, on the WebGPU backend with our kernels.
 *
 * @param x [batch, height, width, in channels]
 * @param filter [filter height, filter width, in channels, out channels]
 * @param bias [out channels], or none
 * @returns [batch, out height, out width, out channels]
 */
export function trainableConv2D(
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor1D | undefined,
  settings: TrainableConv2DSettings,
): Tensor {
  return engine().runKernel(trainableConv2DName, bias ? { x, filter, bias } : { x, filter }, {
    ...settings,
    dataFormat: 'NHWC',
  });
}
