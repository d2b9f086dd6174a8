import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openModelFile } from '../open-model-file.ts';
import { openWeights } from './open-weights.ts';
import type { WeightArchive } from './weight-archive.ts';

const shared = fileURLToPath(new URL('../../../../shared/testdata/', import.meta.url));
const read = (path: string) => new Uint8Array(readFileSync(`${shared}${path}`));

/** Every weight as `layer: shape` with its sum, in order. */
function listing({ layers }: WeightArchive): readonly string[] {
  return layers.map(
    ({ name, weights }) =>
      `${name}: ${weights.map((each) => `${each.shape.join('x')} ${each.read().length}`).join(', ')}`,
  );
}

describe.skipIf(!existsSync(shared))('Files of ../shared', () => {
  it('reads a whole-model .h5 and a .keras with the same weights', async () => {
    const h5 = await openModelFile(read('keras/lecture_cnn.h5'), 'lecture_cnn.h5');
    const keras = await openModelFile(read('keras/lecture_cnn.keras'), 'lecture_cnn.keras');
    expect(listing(h5.weights as WeightArchive)).toEqual([
      'conv2d: 3x3x1x32 288, 32 32',
      'conv2d_1: 3x3x32x64 18432, 64 64',
      'dense: 1600x128 204800, 128 128',
      'dense_1: 128x10 1280, 10 10',
    ]);
    const numbers = ({ layers }: WeightArchive) => layers.flatMap(({ weights }) => weights.map((each) => each.read()));
    expect(numbers(keras.weights as WeightArchive)).toEqual(numbers(h5.weights as WeightArchive));
    expect(h5.config).toMatchObject({ class_name: 'Sequential' });
    expect(keras.config).toMatchObject({ class_name: 'Sequential' });
  });

  it('reads MobileNet from .h5 and from the TF.js layout with the same weights', async () => {
    const folder = 'hosted-weights/tfjs-mobilenet_v1_0.25_224';
    const json = JSON.parse(readFileSync(`${shared}${folder}/model.json`, 'utf8')) as {
      weightsManifest: { paths: string[] }[];
    };
    const paths = json.weightsManifest.flatMap(({ paths }) => paths);
    const shards = new Map(paths.map((path) => [path, read(`${folder}/${path}`)]));
    const tfjs = await openWeights(read(`${folder}/model.json`), 'model.json', shards);
    const h5 = await openWeights(read('hosted-weights/mobilenet/mobilenet_2_5_224_tf.h5'), 'mobilenet.h5');
    const byLayer = (archive: WeightArchive) =>
      Object.fromEntries(archive.layers.map(({ name, weights }) => [name, weights.map((each) => each.read())]));
    expect(byLayer(tfjs)).toEqual(byLayer(h5));
    expect(h5.layers[1]?.name).toBe('conv1_bn');
  });
});
