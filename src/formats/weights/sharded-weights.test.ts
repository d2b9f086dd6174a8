import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { graphForKeras } from '#graph/keras/for-keras.ts';
import { writeKerasWeights } from '../keras/keras-weights-writer.ts';
import { sampleModel } from '../testing/sample-model.ts';
import { openWeights } from './open-weights.ts';

const model = sampleModel(graphForKeras(sampleModel().graph).graph);

/** The model's weights in two files, as Keras cuts them, and their index. */
async function shards() {
  const [first, ...others] = [...model.weights];
  const names = ['model_00000.weights.h5', 'model_00001.weights.h5'] as const;
  const index = { metadata: {}, weight_map: { '/layers/conv2d/vars': names[0], '/layers/rest/vars': [...names] } };
  return {
    index: strToU8(JSON.stringify(index)),
    companions: new Map([
      [names[0], await writeKerasWeights({ ...model, weights: new Map([first!]) })],
      [names[1], await writeKerasWeights({ ...model, weights: new Map(others) })],
    ]),
  };
}

test('Keras’s weights in several files are read as one', async () => {
  const { index, companions } = await shards();
  const archive = await openWeights(index, 'model.weights.json', companions);
  const read = archive.layers.map(({ name, weights }) => [name, weights.map((weight) => weight.read())] as const);
  archive.close();
  const written = [...model.weights].map(([name, weights]) => [name, weights.map(({ values }) => values)] as const);
  expect(new Map(read)).toEqual(new Map(written));
});

test('a shard that is missing or damaged is named', async () => {
  const { index, companions } = await shards();
  const [[name, whole]] = [...companions] as [[string, Uint8Array]];
  await expect(openWeights(index, 'model.weights.json', new Map())).rejects.toThrow(/lie in model_00000.weights.h5/);
  const damaged = new Map([...companions, [name, whole.subarray(0, 700)] as const]);
  await expect(openWeights(index, 'model.weights.json', damaged)).rejects.toThrow(/model_00000.weights.h5/);
  await expect(openWeights(strToU8('{"weight_map": 3}'), 'model.weights.json')).rejects.toThrow(
    /weight_map is damaged/,
  );
});
