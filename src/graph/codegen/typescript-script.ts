/** One module: the network, its settings and the training, with TensorFlow.js. */
import type { Optimizer, TrainingSettings } from '../training/training-settings.ts';
import type { CodeModel } from './code-model.ts';
import { typescriptModel } from './typescript-model.ts';
import { typescriptValue } from './typescript-values.ts';

const losses: Readonly<Record<TrainingSettings['loss'], string>> = {
  sparse_categorical_crossentropy: 'sparseCategoricalCrossentropy',
  categorical_crossentropy: 'categoricalCrossentropy',
  binary_crossentropy: 'binaryCrossentropy',
  mean_squared_error: 'meanSquaredError',
};

function optimizerText(optimizer: Optimizer): string {
  const rate = 'learningRate';
  switch (optimizer.name) {
    case 'sgd': {
      const { momentum, nesterov } = optimizer;
      return momentum === 0 ? `tf.train.sgd(${rate})` : `tf.train.momentum(${rate}, ${momentum}, ${nesterov})`;
    }
    case 'adam':
    case 'adamw':
      return `tf.train.adam(${rate}, ${optimizer.beta1}, ${optimizer.beta2}, ${optimizer.epsilon})`;
    case 'rmsprop':
      return `tf.train.rmsprop(${rate}, ${optimizer.rho}, ${optimizer.momentum}, ${optimizer.epsilon})`;
    case 'adagrad':
      return `tf.train.adagrad(${rate}, ${optimizer.initialAccumulatorValue})`;
  }
}

/** What TensorFlow.js cannot be told, in comments. */
function caveats({ optimizer, schedule }: TrainingSettings): string {
  const lines = [
    ...(optimizer.name === 'adamw'
      ? [`TensorFlow.js has no AdamW: the weight decay of ${optimizer.weightDecay} is left out.`]
      : []),
    ...(schedule.name === 'constant'
      ? []
      : [`The learning rate stays; in Stride it followed the schedule ${schedule.name}.`]),
  ];
  return lines.map((line) => `  // ${line}\n`).join('');
}

function callbacks({ earlyStopping }: TrainingSettings): string {
  if (earlyStopping === null) return '';
  const { patience, minDelta } = earlyStopping;
  const monitor = earlyStopping.monitor === 'val_accuracy' ? 'val_acc' : 'val_loss';
  return `\n    callbacks: tf.callbacks.earlyStopping({ monitor: '${monitor}', patience: ${patience}, minDelta: ${minDelta} }),`;
}

/** TensorFlow.js 4.22. The graph must be Keras's (`graphForKeras`). */
export function typescriptScript(model: CodeModel): string {
  const { training } = model;
  const label =
    training.loss === 'sparse_categorical_crossentropy' ? 'the number of its class' : 'one number for each output';
  return `/** ${model.name}: a TensorFlow.js model made in Stride. */
import * as tf from '@tensorflow/tfjs';

${typescriptModel(model)}
/** Optimizer, loss and metric as they were set in Stride. */
export function compileModel(model: tf.LayersModel): void {
  const learningRate = ${typescriptValue(training.learningRate)};
${caveats(training)}  model.compile({
    optimizer: ${optimizerText(training.optimizer)},
    loss: '${losses[training.loss]}',
    metrics: ['accuracy'],
  });
}

/** Trains on pictures of 0..255 and their labels, for each picture ${label}. */
export function train(model: tf.LayersModel, pictures: tf.Tensor, labels: tf.Tensor): Promise<tf.History> {
  return model.fit(pictures, labels, {
    batchSize: ${training.batchSize},
    epochs: ${training.epochs},
    validationSplit: ${typescriptValue(training.validationSplit)},
    shuffle: true,${callbacks(training)}
  });
}
`;
}
