import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { present } from '#base/assert.ts';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { zooNetworks } from '#zoo/registry.ts';
import { weightsSources } from '#zoo/weights/weights-sources.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { createHostedFiles } from '../weights/create-hosted-files.ts';
import { type FakeAnswer, fakeHost } from '../weights/testing/fake-host.ts';
import { loadWeights, willLoadHalfPrecision } from './load-weights.ts';
import { legacyH5, testWeight } from './testing/legacy-h5.ts';

const shared = fileURLToPath(new URL('../../../../shared/testdata/hosted-weights/', import.meta.url));

function networkNamed(name: string) {
  return present(
    zooNetworks.find((network) => network.name === name),
    name,
  );
}

const mobileNet = networkNamed('MobileNet_0.25');

function graphOf(includeTop: boolean, network = mobileNet) {
  return network.build({ includeTop, inputShape: [96, 96, 3], weights: 'imagenet', preprocessing: true });
}

function loading(hosted: ReturnType<typeof createHostedFiles>, includeTop: boolean, network = mobileNet) {
  const choice = { includeTop, size: 224 };
  return loadWeights(network, choice, graphOf(includeTop, network), { hosted, job: 'load' });
}

/** A host that serves these files by the end of their addresses. */
function hostOf(files: Readonly<Record<string, Uint8Array>>) {
  const network = fakeHost(new Uint8Array(), (_, url): FakeAnswer => {
    const body = Object.entries(files).find(([path]) => url.endsWith(path))?.[1];
    return body === undefined ? { status: 404 } : { body };
  });
  return { network, hosted: createHostedFiles({ network, files: memoryFiles(), emit: () => {} }) };
}

let whole: Uint8Array<ArrayBuffer>;
let bare: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  whole = await legacyH5(mobileNet.build());
  bare = await legacyH5(mobileNet.build({ includeTop: false }));
});

/** Every weight is the one that was written, within what 16 bits can tell apart. */
function expectWritten(weights: LayerWeights, tolerance = 0) {
  for (const [layer, own] of weights) {
    for (const { name, values } of own) {
      const expected = testWeight(layer, name, values.length);
      const worst = values.reduce((most, value, index) => Math.max(most, Math.abs(value - expected[index]!)), 0);
      expect(worst, `${layer}/${name}`).toBeLessThanOrEqual(tolerance);
    }
  }
}

test('an old .h5 is read by order, and every layer finds its weights', async () => {
  const { hosted } = hostOf({ 'mobilenet_2_5_224_tf.h5': whole });
  const { weights, source, bytesFetched } = await loading(hosted, true);
  expect([...weights.values()].flat()).toHaveLength(137);
  expectWritten(weights);
  expect(source).toBe('storage.googleapis.com');
  expect(bytesFetched).toBe(whole.length);
});

test('without its classifier only the smaller file is fetched', async () => {
  const { hosted, network } = hostOf({ '_tf.h5': whole, '_tf_no_top.h5': bare });
  const { weights } = await loading(hosted, false);
  expect(weights.has('conv_preds')).toBe(false);
  expectWritten(weights);
  expect(network.asked.map(({ url }) => url)).toEqual([expect.stringMatching(/_no_top\.h5$/)]);
});

test('without its classifier nothing is fetched where the whole network lies on this computer', async () => {
  const { hosted, network } = hostOf({ '_tf.h5': whole });
  await loading(hosted, true);
  const { weights, source } = await loading(hosted, false);
  expectWritten(weights);
  expect(weights.has('conv_preds')).toBe(false);
  expect(source).toBe('this computer');
  expect(network.asked).toHaveLength(1);
});

test('with 16 bits a number the file takes half the space and gives nearly the same numbers', async () => {
  const { hosted } = hostOf({ '_tf.h5': whole });
  const choice = { includeTop: true, size: 224 };
  expect(await willLoadHalfPrecision(mobileNet, choice, hosted)).toBe(false);
  hosted.configure({ mirror: null, halfPrecision: true });
  expect(await willLoadHalfPrecision(mobileNet, choice, hosted)).toBe(true);
  const first = await loading(hosted, true);
  const [kept, ...others] = await hosted.kept();
  expect(others).toEqual([]);
  expect(kept?.name).toMatch(/16 bits/);
  expect(kept?.bytes).toBeLessThan(0.55 * whole.length);
  const again = await loading(hosted, true);
  expectWritten(again.weights, 6e-4);
  // What a network answered when it was fetched is what it answers when it is loaded again.
  expect(first.weights).toEqual(again.weights);
  expect([first, again]).toMatchObject([
    { isHalfPrecision: true, source: 'storage.googleapis.com', bytesFetched: whole.length },
    { isHalfPrecision: true, source: 'this computer', bytesFetched: 0 },
  ]);
  hosted.configure({ mirror: null, halfPrecision: false });
  expect(await willLoadHalfPrecision(mobileNet, choice, hosted)).toBe(true);
});

test.each([
  [
    'the file of another network',
    () => legacyH5(networkNamed('MobileNet_0.5').build()),
    'weights-other-network',
    /MobileNet_0\.5/,
  ],
  ['a file too short for the network', async () => bare, 'weights-truncated', /cut off/],
  ['a file that was cut off', async () => whole.subarray(0, whole.length - 5000), 'unreadable-file', /cannot be read/],
  ['no weights at all', async () => new Uint8Array(2_000_000), 'unreadable-file', /cannot be read/],
] as const)('%s is refused whole, said in a sentence, and not kept', async (_, bytesOf, code, says) => {
  const { hosted } = hostOf({ 'mobilenet_2_5_224_tf.h5': await bytesOf() });
  const failed = loading(hosted, true);
  await expect(failed).rejects.toMatchObject({ code, message: expect.stringMatching(says) });
  expect((await hosted.kept()).filter(({ isComplete }) => isComplete)).toEqual([]);
});

test('a file that a person chose is read in place of all hosts', async () => {
  const { hosted, network } = hostOf({});
  const choice = { includeTop: true, size: 224 };
  const files = [new File([whole], 'mine.h5')];
  const { weights, source } = await loadWeights(mobileNet, choice, graphOf(true), { hosted, job: 'load', files });
  expectWritten(weights);
  expect(source).toBe('mine.h5');
  expect(network.asked).toEqual([]);
});

test('a chosen file without the classifier is refused where that is wanted, and serves where it is not', async () => {
  const { hosted } = hostOf({});
  const work = { hosted, job: 'load', files: [new File([bare], 'mine.h5')] };
  const failed = loadWeights(mobileNet, { includeTop: true, size: 224 }, graphOf(true), work);
  await expect(failed).rejects.toMatchObject({
    code: 'weights-other-network',
    message: expect.stringMatching(/without its classifier/),
    remedy: expect.stringMatching(/without its classifier/),
  });
  const { weights } = await loadWeights(mobileNet, { includeTop: false, size: 224 }, graphOf(false), work);
  expectWritten(weights);
});

test('a network that reads blue first gets its first kernel turned round, from 16 bits as well', async () => {
  const vgg = networkNamed('VGG16');
  const file = await legacyH5(vgg.build({ includeTop: false }));
  const { hosted } = hostOf({});
  // As if fetched: no made-up file has the published checksum.
  const [published] = weightsSources(vgg, { includeTop: false, size: 224 });
  await hosted.keep(present(published, 'a source').file, new Blob([file]));
  hosted.configure({ mirror: null, halfPrecision: true });
  for (const _ of ['as it is fetched', 'as it was kept']) {
    const { weights } = await loading(hosted, false, vgg);
    const kernel = present(weights.get('block1_conv1')?.[0], 'a kernel').values;
    const written = testWeight('block1_conv1', 'kernel', kernel.length);
    for (let channel = 0; channel < 3; channel++) {
      expect(Math.abs(kernel[channel * 64]! - written[(2 - channel) * 64]!)).toBeLessThanOrEqual(1e-4);
    }
  }
});

describe.skipIf(!existsSync(shared))('the hosted weights of ../shared', () => {
  test('the .h5 and the TF.js model give the same weights', async () => {
    const h5 = hostOf({ 'mobilenet_2_5_224_tf.h5': readFileSync(`${shared}mobilenet/mobilenet_2_5_224_tf.h5`) });
    const folder = `${shared}tfjs-mobilenet_v1_0.25_224/`;
    const served = fakeHost(new Uint8Array(), (_, url) => {
      const path = folder + url.slice(url.lastIndexOf('/') + 1);
      return existsSync(path) ? { body: readFileSync(path) } : { status: 404 };
    });
    const hosted = createHostedFiles({ network: served, files: memoryFiles(), emit: () => {} });
    const [one, other] = [await loading(h5.hosted, true), await loading(hosted, true)];
    expect(other.weights).toEqual(one.weights);
    expect(await hosted.kept()).toHaveLength(1);
  });
});
