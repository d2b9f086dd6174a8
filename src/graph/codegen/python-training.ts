/** What `compile` and `fit` are given, in Python. */
import { kerasOptimizer } from '../keras/to-keras-training.ts';
import type { TrainingSettings } from '../training/training-settings.ts';
import { pythonArguments, pythonCall, pythonValue } from './python-values.ts';

const indent = '    ';

/** The learning rate: a number, or a schedule over steps. */
function learningRate({ schedule, learningRate: first }: TrainingSettings): string {
  const schedules = 'keras.optimizers.schedules';
  const rate = pythonValue(first);
  switch (schedule.name) {
    case 'constant':
      return rate;
    case 'step': {
      const steps = `${schedule.everyEpochs} * steps_per_epoch`;
      return `${schedules}.ExponentialDecay(${rate}, ${steps}, ${pythonValue(schedule.factor)}, staircase=True)`;
    }
    case 'cosine':
      return `${schedules}.CosineDecay(${rate}, EPOCHS * steps_per_epoch, alpha=${pythonValue(schedule.alpha)})`;
    case 'exponential':
      return `${schedules}.ExponentialDecay(${rate}, steps_per_epoch, ${pythonValue(schedule.decayRate)})`;
  }
}

/** `def compile_model(model, steps_per_epoch)` and its lines. */
export function pythonCompile(training: TrainingSettings): string {
  const { className, arguments: settings } = kerasOptimizer(training.optimizer);
  const rest = pythonArguments(Object.entries(settings));
  const optimizer = pythonCall(
    `keras.optimizers.${className}`,
    ['learning_rate', ...(rest === '' ? [] : [rest])],
    indent.repeat(2),
  );
  return `def compile_model(model, steps_per_epoch):
    """Optimizer, loss and metric as they were set in Stride."""
    learning_rate = ${learningRate(training)}
    model.compile(
        optimizer=${optimizer},
        loss=${pythonValue(training.loss)},
        metrics=["accuracy"],
    )
`;
}

/** The elements of `fit`'s callbacks. */
export function pythonCallbacks({ earlyStopping }: TrainingSettings): readonly string[] {
  if (earlyStopping === null) return [];
  const { monitor, patience, minDelta, restoreBestWeights } = earlyStopping;
  const settings = { monitor, patience, min_delta: minDelta, restore_best_weights: restoreBestWeights };
  return [`keras.callbacks.EarlyStopping(${pythonArguments(Object.entries(settings))})`];
}

/** The settings that the rest of a program reads by name. */
export function pythonSettings(training: TrainingSettings, seed: number): string {
  return [
    `SEED = ${seed}`,
    `BATCH_SIZE = ${training.batchSize}`,
    `EPOCHS = ${training.epochs}`,
    `VALIDATION_SPLIT = ${pythonValue(training.validationSplit)}`,
    `SAMPLE_LIMIT = ${pythonValue(training.sampleLimit)}`,
    '',
  ].join('\n');
}
