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

/** Weights that make small classes count as much as large ones, from counts by class. */
const balanced = '{label: sum(counts) / (np.count_nonzero(counts) * n) for label, n in enumerate(counts) if n}';

/** What `load_data()` gives, as a list of names. */
export function loadedNames({ training }: CodeModel): string {
  const names = 'training, validation, steps_per_epoch';
  return training.classWeight === 'balanced' ? `${names}, class_weight` : names;
}

/** `fit`'s argument for it; null where classes are not weighed. */
export function classWeightArgument({ training }: CodeModel): string | null {
  return training.classWeight === 'balanced' ? 'class_weight=class_weight' : null;
}

function summary({ training }: CodeModel): string {
  return training.classWeight === 'balanced'
    ? 'training batches, validation batches, the number of training steps and the weights of the classes'
    : 'training batches, validation batches and the number of training steps';
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
    int: 'y',
    binary: 'y.astype("float32")[:, None]',
    categorical: `keras.utils.to_categorical(y, ${units})`,
  }[mode];
  const isBalanced = model.training.classWeight === 'balanced';
  const weights = isBalanced ? `    counts = np.bincount(y)\n    class_weight = ${balanced}\n` : '';
  return `def load_data(batch_size=BATCH_SIZE):
    """MNIST: ${summary(model)}."""
    packed = pathlib.Path("data/mnist.npz")
    if packed.exists():
        # What Stride trained on, and what it held back.
        with np.load(packed) as digits:
            x, y = digits["x_train"], digits["y_train"]
            x_held_back, y_held_back = digits["x_validation"], digits["y_validation"]
    else:
        (x, y), _ = keras.datasets.mnist.load_data()
        order = np.random.default_rng(SEED).permutation(len(x))[:SAMPLE_LIMIT]
        held_back = int(len(order) * VALIDATION_SPLIT)
        x_held_back, y_held_back = x[order[:held_back]], y[order[:held_back]]
        x, y = x[order[held_back:]], y[order[held_back:]]

    def pairs(x, y):
        return tf.data.Dataset.from_tensor_slices((x[..., None].astype("float32"), ${labels}))

    training = pairs(x, y).shuffle(len(x), seed=SEED).batch(batch_size).prefetch(tf.data.AUTOTUNE)
    validation = None
    if len(x_held_back):
        validation = pairs(x_held_back, y_held_back).batch(batch_size).prefetch(tf.data.AUTOTUNE)
${weights}    return training, validation, math.ceil(len(x) / batch_size)${isBalanced ? ', class_weight' : ''}
`;
}

/** Divided by folders where there are such, as Stride packs them and exports data sets of their own; else by a share. */
function folders(model: CodeModel, classFolders: readonly string[] | null): string {
  const [height = 1, width = 1, channels = 3] = sampleShape(model);
  const colour = channels === 1 ? 'grayscale' : channels === 4 ? 'rgba' : 'rgb';
  // Keras sorts folders by name; the network's outputs may be in another order.
  const classes = classFolders ? `        class_names=[${classFolders.map(pythonValue).join(', ')}],\n` : '';
  const isBalanced = model.training.classWeight === 'balanced';
  const weights = isBalanced
    ? `    # Before anything is done to the set, which then forgets its files.
    names = [pathlib.Path(path).parent.name for path in training.file_paths]
    counts = [names.count(name) for name in training.class_names]
    class_weight = ${balanced}
`
    : '';
  return `def load_data(batch_size=BATCH_SIZE):
    """Pictures: ${summary(model)}.

    They lie in data/train/<class>/ and data/validation/<class>/, or, to be divided by VALIDATION_SPLIT, in data/<class>/.
    """
    settings = dict(
${classes}        label_mode=${pythonValue(labelMode(model))},
        color_mode=${pythonValue(colour)},
        image_size=${pythonValue([height, width])},
        batch_size=batch_size,
        seed=SEED,
    )
    load = keras.utils.image_dataset_from_directory
    source = "data/train" if pathlib.Path("data/train").exists() else "data"
    if pathlib.Path("data/validation").exists():
        training, validation = load(source, **settings), load("data/validation", **settings)
    elif VALIDATION_SPLIT:
        training, validation = load(source, validation_split=VALIDATION_SPLIT, subset="both", **settings)
    else:
        training, validation = load(source, **settings), None
${weights}    if SAMPLE_LIMIT:
        training = training.take(math.ceil(SAMPLE_LIMIT / batch_size))
    return training.prefetch(tf.data.AUTOTUNE), validation, len(training)${isBalanced ? ', class_weight' : ''}
`;
}
