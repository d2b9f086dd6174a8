/** How a program gets at its pictures: a function `load_data()` that gives two `tf.data` sets, training and validation. */
import { present } from '#base/assert.ts';
import type { CodeModel } from './code-model.ts';
import { pythonValue } from './python-values.ts';

/** What the loss wants labels to be: a number, one of many, or yes and no. */
function labelMode({ graph, analysis, training }: CodeModel): 'int' | 'categorical' | 'binary' {
  if (training.loss === 'sparse_categorical_crossentropy') return 'int';
  const [end] = analysis.outputs;
  const units = end === undefined ? 0 : analysis.nodes.get(end)?.output.at(-1);
  return units === 1 && graph.nodes.length > 0 ? 'binary' : 'categorical';
}

function sampleShape({ graph, analysis }: CodeModel): readonly number[] {
  const input = graph.nodes.find(({ id }) => id === analysis.inputs[0]);
  return input?.type === 'Input' ? input.config.shape : [28, 28, 1];
}

export function pythonData(model: CodeModel): string {
  return model.data.kind === 'mnist' ? mnist(model) : folders(model, model.data.classFolders);
}

/** `data/mnist.npz` where the program is started beside it, else Keras's own copy. */
function mnist(model: CodeModel): string {
  const mode = labelMode(model);
  const classes = present(
    model.analysis.outputs[0] && model.analysis.nodes.get(model.analysis.outputs[0]),
    'one output',
  );
  const units = classes.output.at(-1) ?? 10;
  const labels = {
    int: null,
    binary: 'y.astype("float32")[:, None]',
    categorical: `keras.utils.to_categorical(y, ${units})`,
  }[mode];
  return `def load_data(batch_size=BATCH_SIZE):
    """MNIST, shuffled by the seed: training and validation batches, and the number of training steps."""
    packed = pathlib.Path("data/mnist.npz")
    if packed.exists():
        with np.load(packed) as digits:
            x, y = digits["x_train"], digits["y_train"]
    else:
        (x, y), _ = keras.datasets.mnist.load_data()
    order = np.random.default_rng(SEED).permutation(len(x))[:SAMPLE_LIMIT]
    x, y = x[order, ..., None].astype("float32"), y[order]
${labels === null ? '' : `    y = ${labels}\n`}    held_back = int(len(x) * VALIDATION_SPLIT)

    def batches(x, y):
        return tf.data.Dataset.from_tensor_slices((x, y)).batch(batch_size).prefetch(tf.data.AUTOTUNE)

    training = tf.data.Dataset.from_tensor_slices((x[held_back:], y[held_back:]))
    training = training.shuffle(len(x), seed=SEED).batch(batch_size).prefetch(tf.data.AUTOTUNE)
    validation = batches(x[:held_back], y[:held_back]) if held_back else None
    return training, validation, math.ceil((len(x) - held_back) / batch_size)
`;
}

function folders(model: CodeModel, classFolders: readonly string[] | null): string {
  const [height = 1, width = 1, channels = 3] = sampleShape(model);
  const colour = channels === 1 ? 'grayscale' : channels === 4 ? 'rgba' : 'rgb';
  // Keras sorts folders by name; the network's outputs may be in another order.
  const classes = classFolders ? `        class_names=[${classFolders.map(pythonValue).join(', ')}],\n` : '';
  return `def load_data(batch_size=BATCH_SIZE):
    """Pictures of data/<class>/: training and validation batches, and the number of training steps."""
    settings = dict(
        directory="data",
${classes}        label_mode=${pythonValue(labelMode(model))},
        color_mode=${pythonValue(colour)},
        image_size=${pythonValue([height, width])},
        batch_size=batch_size,
        seed=SEED,
    )
    load = keras.utils.image_dataset_from_directory
    if VALIDATION_SPLIT:
        training, validation = load(validation_split=VALIDATION_SPLIT, subset="both", **settings)
    else:
        training, validation = load(**settings), None
    if SAMPLE_LIMIT:
        training = training.take(math.ceil(SAMPLE_LIMIT / batch_size))
    return training.prefetch(tf.data.AUTOTUNE), validation, len(training)
`;
}
