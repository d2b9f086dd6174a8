import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fnv1a, uniformAt } from '#base/random.ts';
import { DatasetShelf } from '../datasets/dataset-shelf.ts';
import type { EngineHost } from '../engine-host.ts';
import { Session } from '../session.ts';
import { createOpening, type OpeningCalls } from './open-model.ts';

const shared = fileURLToPath(new URL('../../../../shared/testdata/', import.meta.url));
const fileOf = (path: string) => new File([readFileSync(`${shared}${path}`)], path.slice(path.lastIndexOf('/') + 1));

let session: Session;
let opening: OpeningCalls;

beforeEach(async () => {
  session = new Session(() => undefined, null);
  await session.start('cpu');
  const host: EngineHost = {
    baseUrl: 'http://localhost/',
    shelf: new DatasetShelf('http://localhost/', () => Promise.reject(new Error('no data set in this test'))),
    emit: () => undefined,
    session: async () => session,
  };
  opening = createOpening(host);
});

afterEach(() => session.currentNetwork()?.network.dispose());

/** Opens a file, makes it the network at hand and asks it. */
async function answer(path: string, x: () => tf.Tensor, companions: readonly File[] = []): Promise<Float32Array> {
  const { id, graph } = await opening.openModel(fileOf(path), companions);
  await opening.adoptModel(id, graph, 'mnist');
  const { network } = session.currentNetwork()!;
  const y = tf.tidy(() => network.answer(x()));
  const values = Float32Array.from(await y.data());
  y.dispose();
  return values;
}

function expectAllClose(received: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(received.length).toBe(expected.length);
  const worst = Math.max(...expected.map((value, index) => Math.abs(value - (received[index] ?? Number.NaN))));
  expect(worst).toBeLessThan(tolerance);
}

describe.skipIf(!existsSync(shared))('Models that Keras saved, which need ../shared', () => {
  type Expected = Readonly<Record<string, { readonly images?: number[][]; readonly output: unknown[] }>>;
  const expected = (): Expected => JSON.parse(readFileSync(`${shared}keras/expected.json`, 'utf8'));

  test.each(['lecture_cnn.keras', 'lecture_cnn.h5'])('%s answers as Keras does', async (name) => {
    const { images = [], output } = expected().lecture_cnn!;
    const pictures = () => tf.reshape(tf.tensor2d(images), [-1, 28, 28, 1]);
    const isScaled = Math.max(...images.flat()) <= 1;
    const x = () => (isScaled ? pictures() : tf.div(pictures(), 255));
    expectAllClose(await answer(`keras/${name}`, x), output.flat(3) as number[], 1e-4);
  });

  test('branchy.keras, with augmentation, branches and every kind of convolution, answers as Keras does', async () => {
    const seed = fnv1a('in');
    const numbers = Float32Array.from(
      { length: 32 * 32 * 3 },
      (_, index) => (((2 * uniformAt(seed, index) - 1) * 0.5 + 0.5) * 255) as number,
    );
    const { output } = expected().branchy!;
    const x = () => tf.tensor4d(numbers, [1, 32, 32, 3]);
    expectAllClose(await answer('keras/branchy.keras', x), output.flat(3) as number[], 1e-4);
  });

  test('a TensorFlow.js model opens with its shards, and without them says so', async () => {
    const folder = 'hosted-weights/tfjs-mobilenet_v1_0.25_224/';
    const shards = readdirSync(`${shared}${folder}`).filter((name) => name.includes('shard'));
    const companions = shards.map((name) => fileOf(`${folder}${name}`));
    const whole = await opening.openModel(fileOf(`${folder}model.json`), companions);
    expect(whole).toMatchObject({ hasWeights: true, parameters: 475_544, notes: [], unknownLayers: [] });
    const alone = await opening.openModel(fileOf(`${folder}model.json`), []);
    expect(alone).toMatchObject({ hasWeights: false, notes: [expect.stringMatching(/holds no weights/)] });
    await expect(opening.adoptModel(whole.id, whole.graph, 'mnist')).rejects.toMatchObject({ code: 'no-opened-model' });
  });

  test('weights alone are no model', async () => {
    const weights = fileOf('hosted-weights/mobilenet/mobilenet_2_5_224_tf.h5');
    await expect(opening.openModel(weights, [])).rejects.toMatchObject({ code: 'unreadable-model' });
  });
});
