/** A graph that runs: its `tf.LayersModel`, and what training needs to know of its weights and its head. */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import type { AugmentationLayer } from '#data/augmentation/augmentation-layer.ts';
import type { CallContext, OperationLayer } from './operation-layer.ts';

/**
 * The output before its last activation, where that is softmax or sigmoid: losses are computed from it without ever
 * taking the logarithm of a rounded probability.
 */
export interface Head {
  readonly activation: 'softmax' | 'sigmoid';
  readonly logits: tf.LayersModel;
}

export class Network {
  readonly model: tf.LayersModel;
  readonly head: Head | null;
  /** Every node of the graph but the inputs, by its name. */
  readonly layers: ReadonlyMap<string, OperationLayer>;

  /** The layers behind the Input that training runs over the batch instead (`augmentation/lifted-layers.ts`). */
  readonly lifted: readonly AugmentationLayer[];

  /** Of the variables whose layers learn at another rate than the run's, by the variable's id. */
  readonly #multipliers: ReadonlyMap<number, number>;

  constructor(
    model: tf.LayersModel,
    head: Head | null,
    layers: ReadonlyMap<string, OperationLayer>,
    lifted: readonly AugmentationLayer[],
  ) {
    this.lifted = lifted;
    this.model = model;
    this.head = head;
    this.layers = layers;
    this.#multipliers = new Map(
      [...layers.values()].flatMap(({ learningRateMultiplier, variables }) =>
        learningRateMultiplier === 1
          ? []
          : [...variables.values()].map(({ id }) => [id, learningRateMultiplier] as const),
      ),
    );
  }

  /** Every variable, by `layer/weight` in Keras's names. */
  get variables(): readonly tf.Variable[] {
    return this.model.weights.map(variableOf);
  }

  get trainableVariables(): readonly tf.Variable[] {
    return this.model.trainableWeights.map(variableOf);
  }

  /** The variables that training may change, statistics that have no gradient among them. */
  get changingVariables(): readonly tf.Variable[] {
    return [...this.layers.values()].flatMap(({ trainable, variables }) => (trainable ? [...variables.values()] : []));
  }

  /** Whether some layers learn at another rate than the run's. */
  get hasOwnLearningRates(): boolean {
    return this.#multipliers.size > 0;
  }

  /** How many times the run's learning rate this variable learns at. */
  learningRateMultiplier({ id }: tf.Variable): number {
    return this.#multipliers.get(id) ?? 1;
  }

  /** The variable of this layer and Keras name. */
  variable(layerName: string, weightName: string): tf.Variable {
    return present(this.layers.get(layerName), `the network has a layer ${layerName}`).variable(weightName);
  }

  /** What the network answers: `[batch, …output]`. For a network with one input and one output. */
  answer(x: tf.Tensor, context: CallContext = {}): tf.Tensor {
    return onlyTensor(this.model.apply(x, { ...context }));
  }

  /** What it answers before the head's activation; the answer itself where there is none. */
  logits(x: tf.Tensor, context: CallContext = {}): tf.Tensor {
    return onlyTensor((this.head?.logits ?? this.model).apply(x, { ...context }));
  }

  /** The head's activation on logits. */
  activateHead(logits: tf.Tensor): tf.Tensor {
    if (this.head === null) return logits;
    return this.head.activation === 'softmax' ? tf.softmax(logits) : tf.sigmoid(logits);
  }

  dispose(): void {
    this.model.dispose();
  }
}

function variableOf(weight: tf.LayerVariable): tf.Variable {
  const value = weight.read();
  if (!(value instanceof tf.Variable)) throw new Error('Assertion failed: a layer variable holds a tf.Variable');
  return value;
}

function onlyTensor(result: unknown): tf.Tensor {
  if (!(result instanceof tf.Tensor)) throw new Error('Assertion failed: the network has one output');
  return result;
}
