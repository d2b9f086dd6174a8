/** One runnable program: the network, its settings, its data and the training. */
import type { CodeModel } from './code-model.ts';
import { classWeightArgument, loadedNames, pythonData } from './python-data.ts';
import { modelImports, pythonModel } from './python-model.ts';
import { pythonCallbacks, pythonCompile, pythonSettings } from './python-training.ts';

/** The parts that every program and the notebook are made of. */
export interface PythonParts {
  readonly imports: string;
  readonly settings: string;
  readonly model: string;
  readonly compile: string;
  readonly data: string;
  /** Elements of the list of callbacks, each a line. */
  readonly callbacks: readonly string[];
}

export function pythonParts(model: CodeModel): PythonParts {
  const [keras = '', ...others] = modelImports(model);
  const isBalanced = model.training.classWeight === 'balanced';
  const numbers = model.data.kind === 'mnist' || isBalanced ? ['import numpy as np'] : [];
  return {
    imports: ['import math', 'import pathlib', '', keras, ...numbers, 'import tensorflow as tf', ...others, ''].join(
      '\n',
    ),
    settings: pythonSettings(model.training, model.seed),
    model: pythonModel(model),
    compile: pythonCompile(model.training),
    data: pythonData(model),
    callbacks: pythonCallbacks(model.training),
  };
}

/** Keras 3 on TensorFlow. The graph must be Keras's (`graphForKeras`). */
export function pythonScript(model: CodeModel): string {
  const { imports, settings, model: network, compile, data, callbacks } = pythonParts(model);
  const source = model.data.kind === 'mnist' ? 'MNIST' : 'pictures in data/<class>/';
  const weighed = classWeightArgument(model);
  const fit = [
    'training',
    'validation_data=validation',
    'epochs=EPOCHS',
    'callbacks=callbacks',
    ...(weighed === null ? [] : [weighed]),
  ];
  return `"""${model.name}: a Keras 3 model made in Stride. Trains on ${source}; needs tensorflow 2.16 or newer."""

${imports}
${settings}

${network}

${compile}

${data}

def main():
    keras.utils.set_random_seed(SEED)
    ${loadedNames(model)} = load_data()
    model = build_model()
    compile_model(model, steps_per_epoch)
    model.summary()
    callbacks = [${callbacks.join(', ')}]
    model.fit(${fit.join(', ')})
    model.save("${model.name}.keras")


if __name__ == "__main__":
    main()
`;
}
