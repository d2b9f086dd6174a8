/**
 * "Train elsewhere": programs that go on from the weights here on one graphics card, on several of one machine, or on
 * several machines, and a notebook of the same. Reference: https://keras.io/guides/distributed_training_with_tensorflow/.
 */
import type { CodeModel } from './code-model.ts';
import { classWeightArgument, loadedNames } from './python-data.ts';
import { type PythonParts, pythonParts } from './python-script.ts';

/** `model.py`: what both the program and the notebook build on. */
export function modelModule(model: CodeModel): string {
  const { imports, settings, model: network, compile, data } = pythonParts(model);
  return `"""${model.name}: network, settings and data as they were in Stride."""

${imports}
${settings}

${network}

${compile}

${data}`;
}

/** `train.py`: `--strategy one | mirrored | hosts`. */
export function trainProgram(model: CodeModel): string {
  const { callbacks } = pythonParts(model);
  const weighed = classWeightArgument(model);
  return `"""Goes on training ${model.name} from the weights of Stride.

    python train.py                       one graphics card, or the processor
    python train.py --strategy mirrored   every graphics card of this machine
    python train.py --strategy hosts      several machines; start it on each, with TF_CONFIG set, for example
        TF_CONFIG='{"cluster": {"worker": ["10.0.0.1:12345", "10.0.0.2:12345"]}, "task": {"type": "worker", "index": 0}}'

What it has learned is kept in backup/ after every epoch: started again, it goes on from there.
The trained model is written to ${model.name}_trained.keras, which Stride opens.
"""

import argparse
import json
import os
import pathlib

import keras
import tensorflow as tf

from model import BATCH_SIZE, EPOCHS, SEED, build_model, compile_model, load_data

HERE = pathlib.Path(__file__).parent


def chosen_strategy(name):
    if name == "hosts":
        if "TF_CONFIG" not in os.environ:
            raise SystemExit("Set TF_CONFIG to the cluster and to this machine's place in it; see the top of train.py.")
        return tf.distribute.MultiWorkerMirroredStrategy()
    if name == "mirrored":
        return tf.distribute.MirroredStrategy()
    return tf.distribute.get_strategy()


def is_chief():
    task = json.loads(os.environ.get("TF_CONFIG", "{}")).get("task", {})
    return task.get("index", 0) == 0


def main():
    parser = argparse.ArgumentParser(description="Goes on training from the weights of Stride.")
    parser.add_argument("--strategy", choices=["one", "mirrored", "hosts"], default="one")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--fresh", action="store_true", help="begin with new weights")
    arguments = parser.parse_args()

    # Before anything else uses TensorFlow: a strategy over hosts has to be made first.
    strategy = chosen_strategy(arguments.strategy)
    keras.utils.set_random_seed(SEED)
    # Each replica gets a batch of the size that was set in Stride.
    batch_size = BATCH_SIZE * strategy.num_replicas_in_sync
    ${loadedNames(model)} = load_data(batch_size)
    with strategy.scope():
        model = build_model()
        if not arguments.fresh:
            model.load_weights(HERE / "start.weights.h5")
        compile_model(model, steps_per_epoch)
    model.summary()
    callbacks = [
        keras.callbacks.BackupAndRestore(HERE / "backup"),
${callbacks.map((callback) => `        ${callback},\n`).join('')}    ]
    model.fit(
        training,
        validation_data=validation,
        epochs=arguments.epochs,
        callbacks=callbacks,
${weighed === null ? '' : `        ${weighed},\n`}        verbose=1 if is_chief() else 0,
    )
    # Every worker has to save, each in a place of its own; only the first one's is kept.
    name = "${model.name}_trained.keras" if is_chief() else f"worker_{os.getpid()}.keras"
    model.save(HERE / name)
    if not is_chief():
        (HERE / name).unlink()


if __name__ == "__main__":
    main()
`;
}

function cell(type: 'markdown' | 'code', text: string): object {
  const source = text.trimEnd().split(/(?<=\n)/);
  return type === 'markdown'
    ? { cell_type: type, metadata: {}, source }
    : { cell_type: type, metadata: {}, execution_count: null, outputs: [], source };
}

function fitCell(model: CodeModel, { callbacks }: PythonParts): string {
  const weighed = classWeightArgument(model);
  const fit = ['training', 'validation_data=validation', 'epochs=EPOCHS', 'callbacks=callbacks'];
  if (weighed !== null) fit.push(weighed);
  return `keras.utils.set_random_seed(SEED)
strategy = tf.distribute.MirroredStrategy() if len(tf.config.list_physical_devices("GPU")) > 1 else tf.distribute.get_strategy()
${loadedNames(model)} = load_data(BATCH_SIZE * strategy.num_replicas_in_sync)
with strategy.scope():
    model = build_model()
    model.load_weights("start.weights.h5")
    compile_model(model, steps_per_epoch)
callbacks = [${callbacks.join(', ')}]
history = model.fit(${fit.join(', ')})
model.save("${model.name}_trained.keras")
`;
}

/** `train.ipynb`, version 4.5 of Jupyter's format. */
export function trainNotebook(model: CodeModel): string {
  const parts = pythonParts(model);
  const cells = [
    cell(
      'markdown',
      `# ${model.name}\n\nMade in Stride. Run the cells from top to bottom; the weights of Stride are in start.weights.h5.\n`,
    ),
    cell('code', parts.imports),
    cell('markdown', '## Settings\n'),
    cell('code', parts.settings),
    cell('markdown', '## Network\n'),
    cell('code', `${parts.model}\n\n${parts.compile}\n\nbuild_model().summary()\n`),
    cell('markdown', '## Data\n'),
    cell('code', parts.data),
    cell('markdown', '## Training\n\nOn every graphics card of this machine; Stride opens the model that is saved.\n'),
    cell('code', fitCell(model, parts)),
  ].map((each, index) => ({ id: `cell-${index + 1}`, ...each }));
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
