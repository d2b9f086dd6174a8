/**
 * Keras 3's `.weights.h5`, which is also `model.weights.h5` of a `.keras`: `layers/<class>[_<n>]/vars/<i>`, the classes in
 * snake case and counted in the order of `model.layers`. A layer's own name stands beside its variables only, so the order
 * is what finds them again. Reference: keras/src/saving/saving_lib.py, `_save_state`.
 */

import { snake } from '#graph/keras/keras-values.ts';
import { calledLayers } from '#graph/keras/layer-calls.ts';
import { kerasClassName } from '#graph/keras/layer-configs.ts';
import { writeH5 } from '../hdf5/h5-writer.ts';
import type { WrittenModel } from '../written-model.ts';

/** The model's layers must be Keras's (`graphForKeras`). */
export function writeKerasWeights(model: WrittenModel): Promise<Uint8Array> {
  return writeH5((sink) => {
    const counts = new Map<string, number>();
    for (const {
      node: { name, type },
    } of calledLayers(model.graph, model.analysis)) {
      // Keras's class of an Input is InputLayer, filed as `input_layer`.
      const base = snake(kerasClassName(type));
      const count = counts.get(base) ?? 0;
      counts.set(base, count + 1);
      const group = `layers/${count === 0 ? base : `${base}_${count}`}/vars`;
      sink.text(group, 'name', name);
      for (const [index, { shape, values }] of (model.weights.get(name) ?? []).entries()) {
        sink.numbers(`${group}/${index}`, shape, values);
      }
    }
    sink.text('vars', 'name', model.name);
  });
}
