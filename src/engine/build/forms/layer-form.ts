/**
 * How a layer type runs: a function from its settings, inputs and weights to its output. One per layer type, listed in
 * `layer-forms.ts`; `OperationLayer` puts it into a `tf.LayersModel`. tfjs-layers has layers of its own, but many of them
 * differ from Keras 3 (see the forms' comments) and none exposes what comes before its activation.
 */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import type { Occasion } from '#data/augmentation/draw.ts';
import type { ActivationName } from '#graph/activations.ts';
import type { LayerConfig, LayerType } from '#graph/layers/index.ts';

export interface LayerCall {
  /** Each with the batch axis in front. */
  readonly inputs: readonly tf.Tensor[];
  /** The layer's variable of this Keras name. */
  readonly weight: (name: string) => tf.Variable;
  readonly training: boolean;
  /** Whether training changes this layer; a BatchNormalization that it does not runs on its moving averages. */
  readonly isTrainable: boolean;
  /** Counts training steps from 0, so that random masks differ from step to step. */
  readonly step: number;
  /** Names this layer's own stream of random numbers. */
  readonly seed: number;
  /** Which augmentation of which sample each picture of the batch is; null where nobody says. */
  readonly occasions: readonly Occasion[] | null;
  /** The seed that the whole network is built from. */
  readonly networkSeed: number;
  readonly layerName: string;
}

export interface LayerForm<Type extends LayerType> {
  /**
   * The output `[batch, …]`. Called inside `tf.tidy`. A layer with an `activation` setting leaves it to the caller,
   * unless the activation is among `fuses`.
   */
  run(config: LayerConfig<Type>, call: LayerCall): tf.Tensor;
  /** Activations that `run` applies itself, in one GPU program with the rest. */
  readonly fuses?: readonly ActivationName[];
}

/** The one tensor of a layer that reads one. */
export function onlyInput({ inputs }: LayerCall): tf.Tensor {
  return present(inputs[0], 'a layer that reads a tensor is given one');
}

/** The one tensor `[batch, height, width, channels]` of a layer that reads feature maps. */
export function featureMap(call: LayerCall): tf.Tensor4D {
  return tf.reshape(onlyInput(call), onlyInput(call).shape as [number, number, number, number]);
}

/** Keras's numbering of axes, -1 being the last, as an index into a shape with the batch axis at 0. */
export function axisIndex(axis: number, { rank }: tf.Tensor): number {
  return axis < 0 ? rank + axis : axis;
}
