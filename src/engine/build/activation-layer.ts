import * as tf from '@tensorflow/tfjs';
import type { ActivationName } from '#graph/activations.ts';
import type { Shape } from '#graph/shape.ts';
import { activate } from './activations.ts';

/** The activation of a node, as a layer of its own, so that what comes before it can be asked for. */
export class ActivationLayer extends tf.layers.Layer {
  static readonly className = 'StrideActivation';
  readonly #activation: ActivationName;
  readonly #shape: Shape;

  constructor(nodeName: string, activation: ActivationName, shape: Shape) {
    super({ name: `${nodeName}/${activation}` });
    this.#activation = activation;
    this.#shape = shape;
  }

  override computeOutputShape(): tf.Shape {
    return [null, ...this.#shape];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = Array.isArray(inputs) ? inputs : [inputs];
    if (x === undefined) throw new Error(`Assertion failed: ${this.name} is given a tensor`);
    return activate(x, this.#activation);
  }
}
