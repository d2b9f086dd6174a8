/** A network and a batch that no memory holds end in a sentence, and the engine goes on. */
import { expect, test } from 'vitest';
import { setConfig } from '#graph/edits/set-config.ts';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { createEngine } from './create-engine.ts';

test('a batch that does not fit into the graphics memory fails with what to do, and a smaller one then trains', async () => {
  const engine = createEngine({ baseUrl: new URL('/', location.href).href });
  await engine.listen(() => {});
  await engine.start();
  const lecture = templates[0]!.build([28, 28, 1], 10);
  const convolution = lecture.nodes.find(({ name }) => name === 'conv2d_1')!;
  const graph = setConfig(lecture, convolution.id, { filters: 512 });
  const settings = { ...defaultTrainingSettings, epochs: 1, sampleLimit: 4000, validationSplit: 0, batchSize: 4000 };

  const refused = await engine.train({ graph, settings, dataset: 'mnist', seed: 1 });
  expect(refused.end).toMatchObject({ kind: 'failed', code: 'out-of-memory' });

  const fits = { ...settings, sampleLimit: 20, batchSize: 10 };
  expect((await engine.train({ graph: lecture, settings: fits, dataset: 'mnist', seed: 1 })).end.kind).toBe('finished');
});
