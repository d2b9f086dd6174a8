/** Keras 3's `.keras`: a zip of `config.json`, `metadata.json` and `model.weights.h5`. */
import { strToU8, zipSync } from 'fflate';
import { kerasModelConfig } from '#graph/keras/to-keras.ts';
import type { WrittenModel } from '../written-model.ts';
import { writeKerasWeights } from './keras-weights-writer.ts';

/** The version of Keras whose layout is written. */
export const kerasVersion = '3.15.1';

/** The same model always gives the same bytes, so the archive's dates are zip's first. */
const firstDate = new Date(1980, 0, 1);

/** The model's layers must be Keras's (`graphForKeras`). `savedAt`: `2026-11-23@05:28:29`. */
export async function writeKeras(model: WrittenModel, savedAt: string): Promise<Uint8Array> {
  const weights = await writeKerasWeights(model);
  return zipSync(
    {
      'metadata.json': strToU8(JSON.stringify({ keras_version: kerasVersion, date_saved: savedAt })),
      'config.json': strToU8(JSON.stringify(kerasModelConfig(model))),
      'model.weights.h5': weights,
    },
    // Random numbers do not compress, and Keras itself stores them as they are.
    { level: 0, mtime: firstDate },
  );
}
