/** What goes along to train elsewhere is divided as Stride divided it: nothing that was held back is trained on there. */
import { expect, test } from 'vitest';
import type { PictureSet } from '#data/picture-set.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { chain } from '../testing/chain.ts';
import { splitOfRun } from '../training/run-split.ts';
import { packTraining } from './pack-training.ts';

const graph = chain(
  { type: 'Input', config: { shape: [2, 2, 1] } },
  { type: 'Flatten' },
  { type: 'Dense', config: { units: 2, activation: 'softmax' } },
);

/** Pictures whose every pixel is the picture's own number. */
function pictures(splits?: readonly number[]): PictureSet {
  const count = 10;
  return {
    ...{ height: 2, width: 2, channels: 1, count, classNames: ['cat', 'dog'], isLightOnDark: false },
    pixels: Uint8Array.from({ length: 4 * count }, (_, index) => Math.floor(index / 4)),
    labels: Uint8Array.from({ length: count }, (_, index) => (index < 7 ? 0 : 1)),
    ...(splits ? { splits: Uint8Array.from(splits) } : {}),
  };
}

async function packed(set: PictureSet, settings: Partial<typeof defaultTrainingSettings> = {}) {
  const training = { ...defaultTrainingSettings, ...settings };
  const code = { name: 'pets', graph, analysis: analyzeGraph(graph), training, seed: 5, dataset: 'mine' };
  const info = { id: 'mine', name: 'Mine', classNames: set.classNames };
  const open = () => Promise.resolve({ pictures: set, info } as never);
  const { files } = await packTraining(code, { open });
  const numbers = (part: string) =>
    Object.keys(files)
      .filter((path) => path.startsWith(`data/${part}/`) && path.endsWith('.png'))
      .map((path) => Number(path.slice(-10, -4)))
      .sort((a, b) => a - b);
  return { files, numbers, split: splitOfRun(set, training, 5) };
}

const sorted = (samples: Uint32Array) => [...samples].sort((a, b) => a - b);

test('a set without splits is divided as the run divides it by its seed', async () => {
  const { files, numbers, split } = await packed(pictures(), { validationSplit: 0.3 });
  expect(numbers('train')).toEqual(sorted(split.training));
  expect(numbers('validation')).toEqual(sorted(split.validation));
  expect(numbers('validation')).toHaveLength(3);
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['data/train/cat/.keep', 'data/validation/dog/.keep']));
  expect(JSON.parse(new TextDecoder().decode(files['settings.json']))).toMatchObject({ seed: 5, validationSplit: 0.3 });
});

test('a set with splits of its own keeps them, and what it tests with is not trained on', async () => {
  const { files, numbers } = await packed(pictures([0, 0, 0, 1, 1, 2, 2, 0, 1, 2]));
  expect(numbers('train')).toEqual([0, 1, 2, 7]);
  expect(numbers('validation')).toEqual([3, 4, 8]);
  expect(numbers('unused')).toEqual([5, 6, 9]);
  const manifest = JSON.parse(new TextDecoder().decode(files['data/manifest.json']));
  expect(manifest).toMatchObject({ training: 4, validation: 3, classes: [{ pictures: 7 }, { pictures: 3 }] });
});

test('where nothing is held back there is no folder for it', async () => {
  const { files } = await packed(pictures(), { validationSplit: 0 });
  expect(Object.keys(files).filter((path) => path.startsWith('data/validation'))).toEqual([]);
});
