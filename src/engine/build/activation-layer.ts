import * as tf from '@tensorflow/tfjs';
import type { ActivationName } from '#graph/activations.ts';
import type { Shape } from '#graph/shape.ts';
import { activate } from './activations.ts';
import type { CallContext } from './operation-layer.ts';
import { withoutGradient } from './with-gradient.ts';

/** The activation of a node, as a layer of its own, so that what comes before it can be asked for. */
export class ActivationLayer extends tf.layers.Layer {
  static readonly className = 'StrideActivation';
  readonly #activation: ActivationName;
  readonly #shape: Shape;
  readonly #isFixed: boolean;

  /** It is fixed where nothing in front of it learns. */
  constructor(nodeName: string, activation: ActivationName, shape: Shape, isFixed: boolean) {
    super({ name: `${nodeName}/${activation}` });
    this.#activation = activation;
    this.#shape = shape;
    this.#isFixed = isFixed;
  }

  override computeOutputShape(): tf.Shape {
    return [null, ...this.#shape];
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { learning = false }: CallContext): tf.Tensor {
    const [x] = Array.isArray(inputs) ? inputs : [inputs];
    if (x === undefined) throw new Error(`Assertion failed: ${this.name} is given a tensor`);
    const run = () => activate(x, this.#activation);
    return learning && this.#isFixed ? withoutGradient([x], run) : run();
  }
}
