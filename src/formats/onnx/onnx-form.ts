import { present } from '#base/assert.ts';
import type { LayerConfig, LayerType } from '#graph/layers/index.ts';
import type { Shape } from '#graph/shape.ts';
import type { OnnxGraph, OnnxValue } from './onnx-graph.ts';

export interface OnnxCall {
  readonly graph: OnnxGraph;
  readonly inputs: readonly OnnxValue[];
  /** Of one sample, channels last. */
  readonly output: Shape;
  /** The values of the layer's weight by Keras's name. */
  weight(name: string): Float32Array;
}

interface Form<Type extends LayerType> {
  write(config: LayerConfig<Type>, call: OnnxCall): OnnxValue;
}

/** How a layer type is said in ONNX, without its `activation` setting: a function that only gets its own type's configs. */
export type OnnxForm<Type extends LayerType> = Form<Type>['write'];

export function onlyInput({ inputs }: OnnxCall): OnnxValue {
  return present(inputs[0], 'a layer with one input is given one');
}

/** The only input, a feature map, with its channels first, and its size. */
export function featureMap(call: OnnxCall): {
  readonly x: OnnxValue;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
} {
  const x = call.graph.channelsFirst(onlyInput(call));
  const [height = 0, width = 0, channels = 0] = x.shape;
  return { x, height, width, channels };
}
