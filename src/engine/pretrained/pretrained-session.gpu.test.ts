/** A published network's life on WebGPU: loaded from a file, asked, adopted, taken up again, given up. */
import { expect, test } from 'vitest';
import { present } from '#base/assert.ts';
import type { Engine } from '#protocol/engine.ts';
import type { PretrainedChoice } from '#protocol/pretrained.ts';
import { zooNetworks } from '#zoo/registry.ts';
import { createEngine } from '../create-engine.ts';
import { legacyH5 } from './testing/legacy-h5.ts';

const choice: PretrainedChoice = { network: 'MobileNet_0.25', includeTop: true, inputSize: 128 };

function build(name: string, includeTop = true) {
  return present(
    zooNetworks.find((network) => network.name === name),
    name,
  ).build({ includeTop, weights: 'imagenet' });
}

async function started(): Promise<Engine> {
  const engine = createEngine({ baseUrl: new URL('/', location.href).href });
  await engine.listen(() => {});
  await engine.start();
  return engine;
}

async function picture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(200, 150);
  const context = present(canvas.getContext('2d'), 'a canvas draws');
  context.fillStyle = '#c06020';
  context.fillRect(20, 20, 90, 110);
  return canvas.convertToBlob();
}

test('a network is loaded, asked and given up without leaving a tensor behind; a wrong file leaves it in place', async () => {
  const engine = await started();
  const before = (await engine.memory()).tensors;
  const weights = new File([await legacyH5(build('MobileNet_0.25'))], 'mine.h5');
  const opened = await engine.pretrained.open({ ...choice, job: 'open', files: [weights] });
  expect(opened).toMatchObject({ ...choice, parameters: 475_544, source: 'mine.h5', bytesFetched: 0 });
  const held = (await engine.memory()).tensors;
  expect(held).toBeGreaterThan(before);

  const { top, milliseconds } = await engine.pretrained.classify(await picture());
  expect(top).toHaveLength(5);
  for (const [rank, { probability }] of top.entries())
    expect(probability).toBeLessThanOrEqual(top[rank - 1]?.probability ?? 1);
  expect(milliseconds.run).toBeGreaterThan(0);
  const again = await engine.pretrained.classify(await createImageBitmap(await picture()));
  expect(again.top).toEqual(top);
  expect((await engine.memory()).tensors).toBe(held);

  const other = new File([await legacyH5(build('MobileNet_0.5', false))], 'other.h5');
  await expect(engine.pretrained.open({ ...choice, job: 'open', files: [other] })).rejects.toMatchObject({
    code: 'weights-other-network',
  });
  const kept = await engine.pretrained.classify(await picture());
  expect(kept.top).toEqual(top);
  expect((await engine.memory()).tensors).toBe(held);

  // Build takes it over; the next question takes it up again from the file.
  const graph = await engine.pretrained.adopt();
  expect(graph.nodes.some(({ name }) => name === 'preprocessing')).toBe(true);
  // Build has every weight that was published; here normalizations lie folded in others.
  const adopted = (await engine.memory()).tensors;
  expect(adopted - before).toBeGreaterThanOrEqual(137);
  expect(held - before).toBeLessThan(60);
  expect((await engine.pretrained.classify(await picture())).top).toEqual(top);

  await engine.pretrained.unload();
  await expect(engine.pretrained.classify(await picture())).rejects.toMatchObject({ code: 'nothing-open' });
  // What Build took over is still there, and no more than that.
  expect((await engine.memory()).tensors).toBe(adopted);
});

test('after the device was lost the network comes back when it is asked', async () => {
  const engine = await started();
  const weights = new File([await legacyH5(build('MobileNet_0.25'))], 'mine.h5');
  await engine.pretrained.open({ ...choice, job: 'open', files: [weights] });
  const { top } = await engine.pretrained.classify(await picture());
  await engine.start('webgpu');
  expect((await engine.pretrained.classify(await picture())).top.map(({ wnid }) => wnid)).toEqual(
    top.map(({ wnid }) => wnid),
  );
  await engine.pretrained.unload();
});

test('a file that is no picture and a network without classes are refused in a sentence', async () => {
  const engine = await started();
  const bare = new File([await legacyH5(build('MobileNet_0.25', false))], 'bare.h5');
  await engine.pretrained.open({ ...choice, includeTop: false, job: 'open', files: [bare] });
  await expect(engine.pretrained.classify(await picture())).rejects.toMatchObject({ code: 'no-classifier' });
  const whole = new File([await legacyH5(build('MobileNet_0.25'))], 'mine.h5');
  await engine.pretrained.open({ ...choice, job: 'open', files: [whole] });
  await expect(engine.pretrained.classify(new File(['no picture'], 'notes.txt'))).rejects.toMatchObject({
    code: 'unreadable-picture',
    message: expect.stringContaining('notes.txt'),
  });
  await engine.pretrained.unload();
});

test('a network too large for the graphics card is refused before anything is fetched', async () => {
  const engine = await started();
  const huge = { network: 'VGG16', includeTop: false, inputSize: 12_000, job: 'open' };
  await expect(engine.pretrained.open(huge)).rejects.toMatchObject({
    code: 'network-too-large',
    message: expect.stringMatching(/VGG16 for pictures of 12000 × 12000 is too large for this graphics card/),
    remedy: expect.stringMatching(/Nothing was fetched/),
  });
});
