/** A node of the graph as a layer of a `tf.LayersModel`: holds its weights and runs its layer form. */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import { combineSeeds, fnv1a } from '#base/random.ts';
import type { Occasion } from '#data/augmentation/draw.ts';
import type { NodeAnalysis } from '#graph/analysis.ts';
import type { LayerType } from '#graph/layers/index.ts';
import type { LayerNode } from '#graph/model-graph.ts';
import { givenWeight, type LayerWeights } from '../layer-weights.ts';
import type { LayerForm } from './forms/layer-form.ts';
import { initialWeight } from './initial-weights.ts';
import { layerForms } from './layer-forms.ts';
import { withoutGradient } from './with-gradient.ts';

/** What goes along with every call through the model. */
export interface CallContext {
  readonly training?: boolean;
  /**
   * Training for the gradients of the weights alone. What no such gradient needs is not kept for one, and each layer's
   * output is freed once nothing needs it, which tfjs never does under `training`.
   */
  readonly learning?: boolean;
  readonly step?: number;
  /** Which augmentation of which sample each picture of the batch is. */
  readonly occasions?: readonly Occasion[];
  /** The layers, by name, that the batch has been through already: each hands it on as it is. */
  readonly done?: ReadonlySet<string>;
}

export class OperationLayer extends tf.layers.Layer {
  static readonly className = 'StrideOperation';
  readonly #node: LayerNode;
  readonly #analysis: NodeAnalysis;
  readonly #seed: number;
  readonly #inputPlaces: readonly number[];
  readonly #given: LayerWeights;
  readonly #form: LayerForm<LayerType>;
  readonly #variables = new Map<string, tf.Variable>();
  readonly #owner: (() => OperationLayer) | null;
  readonly #isFixed: boolean;

  /**
   * `inputPlaces` says for each input of the node which of the layer's tensors it is. Weights that are not `given` are
   * drawn from the seed. The weights of an `owner`, which may be
   * built later, are used in place of any of its own. It is fixed where nothing in it or in front of it learns.
   */
  constructor(
    node: LayerNode,
    analysis: NodeAnalysis,
    seed: number,
    inputPlaces: readonly number[],
    given: LayerWeights = new Map(),
    owner: (() => OperationLayer) | null = null,
    isFixed = false,
  ) {
    super({ name: node.name });
    this.#given = given;
    this.#owner = owner;
    this.#isFixed = isFixed;
    this.#inputPlaces = inputPlaces;
    this.#node = node;
    this.#analysis = analysis;
    this.#seed = seed;
    this.#form = layerForms[node.type];
  }

  override build(): void {
    const { name: layerName, config, trainable } = this.#node;
    // A layer that borrows its weights has none in its analysis.
    for (const spec of this.#analysis.weights) {
      const weight = this.addWeight(
        spec.name,
        [...spec.shape],
        'float32',
        tf.initializers.zeros(),
        undefined,
        spec.trainable,
      );
      const variable = weight.read();
      if (!(variable instanceof tf.Variable)) throw new Error('Assertion failed: a layer variable holds a tf.Variable');
      const values = givenWeight(this.#given, layerName, spec) ?? initialWeight(layerName, config, spec, this.#seed);
      tf.tidy(() => variable.assign(tf.tensor(values, [...spec.shape])));
      this.#variables.set(spec.name, variable);
    }
    this.trainable = trainable;
    this.built = true;
  }

  override computeOutputShape(): tf.Shape {
    return [null, ...this.#analysis.output];
  }

  override call(inputs: tf.Tensor | tf.Tensor[], context: CallContext): tf.Tensor {
    const { training = false, learning = false, step = 0, occasions, done } = context;
    const distinct = Array.isArray(inputs) ? inputs : [inputs];
    if (done?.has(this.name)) return present(distinct[0], `${this.name} is given its input`);
    const run = (given: readonly tf.Tensor[]) =>
      this.#form.run(this.#node.config, {
        inputs: this.#inputPlaces.map((place) => present(given[place], `${this.name} is given all its inputs`)),
        weight: (name) => this.variable(name),
        training: training || learning,
        isTrainable: this.#node.trainable,
        step,
        seed: combineSeeds(this.#seed, fnv1a(this.name)),
        occasions: occasions ?? null,
        networkSeed: this.#seed,
        layerName: this.name,
      });
    return tf.tidy(() => (learning && this.#isFixed ? withoutGradient(distinct, run) : run(distinct)));
  }

  /** How many times the run's learning rate its weights learn at. */
  get learningRateMultiplier(): number {
    return this.#node.learningRateMultiplier ?? 1;
  }

  /** Its own by Keras's names, in Keras's order. */
  get variables(): ReadonlyMap<string, tf.Variable> {
    return this.#variables;
  }

  /** The variable of this Keras name, its own or its owner's. */
  variable(name: string): tf.Variable {
    if (this.#owner !== null) return this.#owner().variable(name);
    return present(this.#variables.get(name), `the layer ${this.name} has a weight ${name}`);
  }
}
