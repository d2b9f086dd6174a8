/**
 * Makes the Conv2D and Dense layers of a tfjs model run as one dispatch each, in training too. tfjs-layers decides
 * inside `call` which ops a layer runs, so that is the method replaced, per instance; everything else about the layer
 * (weights, shapes, serialisation) stays as it is.
 */
import {
  getBackend,
  LayersModel,
  type layers,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs';
import type { DifferentiableActivation } from '../activation-gradient.ts';
import { trainableConv2D } from '../trainable-conv2d.ts';
import { trainableDense } from '../trainable-dense.ts';

type Layer = layers.Layer;
type Call = Layer['call'];

const fusedActivations: Readonly<Record<string, DifferentiableActivation>> = {
  linear: 'linear',
  relu: 'relu',
  relu6: 'relu6',
  elu: 'elu',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
};

const fusedLayers = new WeakSet<Layer>();

function onlyTensor(inputs: Tensor | Tensor[]): Tensor | undefined {
  const tensor = Array.isArray(inputs) ? inputs[0] : inputs;
  return Array.isArray(inputs) && inputs.length !== 1 ? undefined : tensor;
}

/** A configuration's pair of numbers, as strides and dilation rates are. */
function pairOf(value: unknown): [number, number] | undefined {
  if (typeof value === 'number') return [value, value];
  if (!Array.isArray(value)) return undefined;
  const [first, second]: unknown[] = value;
  return typeof first === 'number' && typeof second === 'number' ? [first, second] : undefined;
}

/** The fused form of a layer's call, or undefined where the layer has none. It declines inputs it does not cover. */
function fusedCall(layer: Layer): ((x: Tensor) => Tensor | undefined) | undefined {
  const config = layer.getConfig();
  const activation = typeof config.activation === 'string' ? fusedActivations[config.activation] : undefined;
  if (!activation) return undefined;
  const weights = () => layer.weights.map((weight) => weight.read());
  if (layer.getClassName() === 'Dense') {
    return (x) => {
      const [kernel, bias] = weights();
      if (x.rank !== 2 || !kernel) return undefined;
      return trainableDense(x as Tensor2D, kernel as Tensor2D, bias as Tensor1D | undefined, activation);
    };
  }
  const strides = pairOf(config.strides);
  const dilations = pairOf(config.dilationRate);
  const pad = config.padding;
  if (layer.getClassName() !== 'Conv2D' || config.dataFormat !== 'channelsLast' || !strides || !dilations)
    return undefined;
  if (pad !== 'same' && pad !== 'valid') return undefined;
  return (x) => {
    const [filter, bias] = weights();
    if (x.rank !== 4 || !filter) return undefined;
    const settings = { strides, dilations, pad, activation } as const;
    return trainableConv2D(x as Tensor4D, filter as Tensor4D, bias as Tensor1D | undefined, settings);
  };
}

/**
 * Fuses every Conv2D and Dense layer of the model whose activation allows it. On other backends than WebGPU the layers
 * run as before. Calling it again changes nothing.
 */
export function fuseLayers(model: LayersModel): void {
  for (const layer of model.layers) {
    if (layer instanceof LayersModel) fuseLayers(layer);
    const fused = fusedLayers.has(layer) ? undefined : fusedCall(layer);
    if (!fused) continue;
    fusedLayers.add(layer);
    const stock: Call = layer.call.bind(layer);
    layer.call = (inputs, kwargs) =>
      tidy(() => {
        const x = onlyTensor(inputs);
        const output = x && getBackend() === 'webgpu' ? fused(x) : undefined;
        return output ?? stock(inputs, kwargs);
      });
  }
}
