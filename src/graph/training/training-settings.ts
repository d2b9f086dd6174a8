/**
 * How a network is trained: what Keras spreads over `compile` and `fit`, with Keras's names and defaults. The default
 * settings are the lecture's: adam, sparse categorical cross-entropy, batches of 50, ten epochs, a fifth for validation.
 */
import * as v from 'valibot';

const positiveNumber = v.pipe(v.number(), v.finite(), v.gtValue(0));
const fraction = v.pipe(v.number(), v.minValue(0), v.ltValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const adamFields = {
  beta1: v.optional(fraction, 0.9),
  beta2: v.optional(fraction, 0.999),
  epsilon: v.optional(positiveNumber, 1e-7),
};

export const optimizerSchema = v.variant('name', [
  v.strictObject({
    name: v.literal('sgd'),
    momentum: v.optional(fraction, 0),
    nesterov: v.optional(v.boolean(), false),
  }),
  v.strictObject({ name: v.literal('adam'), ...adamFields }),
  v.strictObject({
    name: v.literal('adamw'),
    ...adamFields,
    weightDecay: v.optional(v.pipe(v.number(), v.minValue(0)), 0.004),
  }),
  v.strictObject({
    name: v.literal('rmsprop'),
    rho: v.optional(fraction, 0.9),
    momentum: v.optional(fraction, 0),
    epsilon: v.optional(positiveNumber, 1e-7),
  }),
  v.strictObject({
    name: v.literal('adagrad'),
    initialAccumulatorValue: v.optional(v.pipe(v.number(), v.minValue(0)), 0.1),
    epsilon: v.optional(positiveNumber, 1e-7),
  }),
]);
export type Optimizer = v.InferOutput<typeof optimizerSchema>;
export type OptimizerName = Optimizer['name'];
export const optimizerNames: readonly OptimizerName[] = ['sgd', 'adam', 'adamw', 'rmsprop', 'adagrad'];

/** Learning rate over epochs; the rate that the settings name is the first epoch's. */
export const scheduleSchema = v.variant('name', [
  v.strictObject({ name: v.literal('constant') }),
  /** Multiplied by `factor` after every `everyEpochs` epochs. */
  v.strictObject({ name: v.literal('step'), everyEpochs: v.optional(count, 3), factor: v.optional(fraction, 0.5) }),
  /** Falls along half a cosine to `alpha` times the first rate at the last step (Keras: CosineDecay). */
  v.strictObject({ name: v.literal('cosine'), alpha: v.optional(fraction, 0) }),
  /** Multiplied by `decayRate` over each epoch, smoothly (Keras: ExponentialDecay). */
  v.strictObject({ name: v.literal('exponential'), decayRate: v.optional(fraction, 0.9) }),
]);
export type Schedule = v.InferOutput<typeof scheduleSchema>;
export const scheduleNames: readonly Schedule['name'][] = ['constant', 'step', 'cosine', 'exponential'];

export const lossNames = [
  'sparse_categorical_crossentropy',
  'categorical_crossentropy',
  'binary_crossentropy',
  'mean_squared_error',
] as const;
export type LossName = (typeof lossNames)[number];

export const classWeightNames = ['none', 'balanced'] as const;

export const earlyStoppingSchema = v.strictObject({
  monitor: v.optional(v.picklist(['val_loss', 'val_accuracy']), 'val_loss'),
  /** Epochs without improvement after which training ends. */
  patience: v.optional(count, 3),
  minDelta: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
  restoreBestWeights: v.optional(v.boolean(), true),
});
export type EarlyStopping = v.InferOutput<typeof earlyStoppingSchema>;

export const trainingSettingsSchema = v.strictObject({
  optimizer: v.optional(optimizerSchema, { name: 'adam' }),
  learningRate: v.optional(positiveNumber, 0.001),
  schedule: v.optional(scheduleSchema, { name: 'constant' }),
  loss: v.optional(v.picklist(lossNames), 'sparse_categorical_crossentropy'),
  batchSize: v.optional(v.pipe(count, v.maxValue(65536)), 50),
  epochs: v.optional(v.pipe(count, v.maxValue(100000)), 10),
  /** The share of samples held back for validation. */
  validationSplit: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.9)), 0.2),
  /** How much each class's samples count in the loss; `balanced` makes small classes count as much as large ones. */
  classWeight: v.optional(v.picklist(classWeightNames), 'none'),
  earlyStopping: v.optional(v.nullable(earlyStoppingSchema), null),
  /** Train on the first so many samples of the shuffled data set only; null for all. */
  sampleLimit: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(2))), null),
});
export type TrainingSettings = v.InferOutput<typeof trainingSettingsSchema>;

export const defaultTrainingSettings: TrainingSettings = v.parse(trainingSettingsSchema, {});
