import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { sum } from '#base/math.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { createEngine } from '../create-engine.ts';

const engine = createEngine({ baseUrl: new URL('/', location.href).href });
beforeAll(() => engine.start());

const graph = templates[0]!.build([28, 28, 1], 10);
const settings = { ...defaultTrainingSettings, batchSize: 4 };

test('a step’s time is split among the layers, forward and backward, and nothing is left behind', async () => {
  const { numTensors } = tf.memory();
  const { rows, clock, batchSize, peak } = await engine.profile.step({ graph, settings, dataset: 'mnist', seed: 1 });
  expect({ clock, batchSize }).toEqual({ clock: 'gpu', batchSize: 4 });
  expect(tf.memory().numTensors).toBe(numTensors);
  const partsOf = (layer: string) => rows.filter((row) => row.layer === layer).map(({ part }) => part);
  for (const name of ['conv2d_1', 'conv2d_2', 'max_pooling2d_1', 'dense_1', 'dense_2']) {
    expect(partsOf(name)).toEqual(['forward', 'backward']);
  }
  const analysis = analyzeGraph(graph);
  const forward = rows.filter(({ part }) => part === 'forward');
  expect(sum(forward.map(({ flops }) => flops))).toBe(2 * 4 * analysis.totals.multiplyAdds);
  for (const { layer, part, milliseconds, dispatches } of rows) {
    expect(milliseconds, `${layer} ${part}`).toBeGreaterThanOrEqual(0);
    if (layer?.startsWith('conv2d')) expect(dispatches).toBeGreaterThan(0);
  }
  const dispatches = (part: string) => sum(rows.filter((row) => row.part === part).map((row) => row.dispatches));
  expect(dispatches('update')).toBeGreaterThan(0);
  expect(dispatches('loss')).toBeGreaterThan(0);
  expect(sum(rows.map((row) => row.dispatches))).toBeLessThanOrEqual(60);
  const heavy = rows.filter(({ layer }) => layer === 'conv2d_2');
  const light = rows.filter(({ layer }) => layer === 'dense_2');
  expect(sum(heavy.map(({ milliseconds }) => milliseconds))).toBeGreaterThan(
    sum(light.map(({ milliseconds }) => milliseconds)),
  );
  expect(peak.flopsPerSecond).toBeGreaterThan(1e7);
  expect(peak.bytesPerSecond).toBeGreaterThan(1e7);
});

test('a profile waits for no run: it is refused while one is under way', async () => {
  const isUnderWay = new Promise<void>((resolve) => {
    void engine.listen(({ type }) => type === 'progress' && resolve());
  });
  const training = engine.train({ graph, settings: { ...settings, epochs: 20 }, dataset: 'mnist', seed: 1 });
  await isUnderWay;
  await expect(engine.profile.step({ graph, settings, dataset: 'mnist', seed: 1 })).rejects.toMatchObject({
    code: 'already-training',
  });
  await engine.stop();
  await training;
});
