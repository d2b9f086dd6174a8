/** Keras's legacy whole-model `.h5` as Keras 3 writes it. Reference: keras/src/legacy/saving/legacy_h5_format.py. */
import { calledLayers } from '#graph/keras/layer-calls.ts';
import { legacyModelConfig, legacyTrainingConfig } from '#graph/keras/to-keras.ts';
import { writeH5 } from '../hdf5/h5-writer.ts';
import type { WrittenModel } from '../written-model.ts';
import { kerasVersion } from './keras-writer.ts';

/** The model's layers must be Keras's (`graphForKeras`). */
export function writeKerasH5(model: WrittenModel): Promise<Uint8Array> {
  return writeH5((sink) => {
    sink.text('', 'backend', 'tensorflow');
    sink.text('', 'keras_version', kerasVersion);
    sink.text('', 'model_config', JSON.stringify(legacyModelConfig(model)));
    const training = legacyTrainingConfig(model);
    if (training !== null) sink.text('', 'training_config', JSON.stringify(training));
    const layers = calledLayers(model.graph, model.analysis);
    sink.text('model_weights', 'backend', 'tensorflow');
    sink.text('model_weights', 'keras_version', kerasVersion);
    sink.texts(
      'model_weights',
      'layer_names',
      layers.map(({ node }) => node.name),
    );
    for (const {
      node: { name },
    } of layers) {
      const weights = model.weights.get(name) ?? [];
      const pathOf = (weight: string) => `${name}/${weight}`;
      sink.texts(
        `model_weights/${name}`,
        'weight_names',
        weights.map((weight) => pathOf(weight.name)),
      );
      for (const weight of weights) {
        sink.numbers(`model_weights/${name}/${pathOf(weight.name)}`, weight.shape, weight.values);
      }
    }
    sink.texts('model_weights/top_level_model_weights', 'weight_names', []);
  });
}
