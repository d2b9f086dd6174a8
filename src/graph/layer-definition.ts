/**
 * What it means to be a layer type. A layer type is one object of this form in a file of its own under `layers/`;
 * everything that the app knows of a layer before it runs (settings, shapes, cost, explanation) is read from it, and
 * nothing else in the app lists layer types. How a layer runs is the engine's business (`engine/build`).
 *
 * The idea of keeping shape inference apart from execution is Keras's `compute_output_spec`.
 */
import type * as v from 'valibot';
import type { LayerFamily } from './families.ts';
import type { Shape } from './shape.ts';
import type { ShapeFault } from './shape-fault.ts';

/** How many tensors a layer reads. */
export interface Arity {
  readonly min: number;
  /** `Infinity` where any number is fine. */
  readonly max: number;
}

/** One variable of a layer, as Keras names and shapes it. */
export interface WeightSpec {
  /** Keras's name within the layer: `kernel`, `bias`, `gamma`, `moving_mean`, … */
  readonly name: string;
  /** Keras's shape, e.g. `[kernelHeight, kernelWidth, inputChannels, filters]`. */
  readonly shape: readonly number[];
  /** False for statistics that training updates without a gradient (BatchNormalization's moving averages). */
  readonly trainable: boolean;
}

/** How one setting is edited: which control, its limits and unit. The schema stays the authority on what is legal. */
type ConfigField<Config> = {
  readonly [Key in keyof Config & string]: {
    readonly key: Key;
    /** Keras's name of the parameter in words: `Kernel size`. */
    readonly label: string;
    readonly help?: string;
    /** Where the setting may be null: what null means, to show in place of a value (`as pool size`). */
    readonly whenNull?: string;
  } & FieldControl;
}[keyof Config & string];

export type FieldControl =
  | { readonly control: 'integer'; readonly min: number; readonly max: number; readonly unit?: string }
  | {
      readonly control: 'number';
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit?: string;
    }
  /** A pair or longer list of integers, each with its own label: `[height, width]`. */
  | {
      readonly control: 'integers';
      readonly parts: readonly string[];
      readonly min: number;
      readonly max: number;
      readonly unit?: string;
    }
  /** A pair of numbers, each with its own label: `[lower, upper]`. */
  | {
      readonly control: 'numbers';
      readonly parts: readonly string[];
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit?: string;
    }
  /** A list of integers of any length, typed as `28, 28, 1`. */
  | { readonly control: 'shape'; readonly min: number; readonly max: number }
  | { readonly control: 'choice'; readonly options: readonly string[] }
  | { readonly control: 'switch' };

/** What shape inference says: the output shape, or why there is none. */
export type ShapeInference =
  | { readonly ok: true; readonly output: Shape }
  | { readonly ok: false; readonly fault: ShapeFault };

export interface LayerDefinition<Type extends string, Config> {
  readonly type: Type;
  readonly family: LayerFamily;
  /** Two sentences: what it does, and when one wants it. */
  readonly explanation: string;
  /** Parses a config from anything, filling in Keras's defaults: `v.parse(schema, {})` is the default layer. */
  readonly schema: v.GenericSchema<unknown, Config>;
  readonly arity: Arity;
  /** False for a layer that only published networks have: it works, but nobody is offered it. */
  readonly isOffered?: false;
  readonly fields: readonly ConfigField<Config>[];
  /** The two settings that matter most, as short words for the node: `['32 filters', '3 × 3']`. */
  highlights(config: Config): readonly string[];
  /** Total over legal configs: every combination of inputs gives a shape or a fault. `inputs` obeys `arity`. */
  inferShape(config: Config, inputs: readonly Shape[]): ShapeInference;
  /** Asked only where `inferShape` gave a shape. In Keras's order. */
  weights(config: Config, inputs: readonly Shape[]): readonly WeightSpec[];
  /** Multiplications that are followed by an addition, for one sample; element-wise work counts one each. */
  multiplyAdds(config: Config, inputs: readonly Shape[], output: Shape): number;
}

/** A definition that infers its own type parameters from its schema. */
export function defineLayer<const Type extends string, Config>(
  definition: LayerDefinition<Type, Config>,
): LayerDefinition<Type, Config> {
  return definition;
}
