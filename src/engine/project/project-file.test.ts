import { readFile } from 'node:fs/promises';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeSafetensors } from '#formats/weights/safetensors-writer.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { defaultProject } from '#graph/project/default-project.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import type { ProjectParts } from '#protocol/project.ts';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { createEngine } from '../create-engine.ts';
import { openLibraryDataset } from '../datasets/library-dataset.ts';
import { entry, memoryLibrary } from '../library/testing/memory-library.ts';
import { smallPng } from '../library/testing/small-pictures.ts';
import { datasetHash } from '../runs/dataset-hash.ts';
import { chain } from '../testing/chain.ts';

const graph = chain(
  { type: 'Input', config: { shape: [8, 8, 3] } },
  { type: 'Rescaling' },
  { type: 'Conv2D', config: { filters: 2, kernelSize: [3, 3] } },
  { type: 'Flatten' },
  { type: 'Dense', config: { units: 3, activation: 'softmax' } },
);
const everything: ProjectParts = { weights: true, dataset: true, runs: true };

/** The mean of a file's bytes as its colour, so that different files are different pictures. */
const codec = {
  async decode(file: Blob) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const rgba = Uint8ClampedArray.from({ length: 4 * 64 }, (_, place) => bytes[place % bytes.length] ?? 0);
    return { width: 8, height: 8, rgba };
  },
};

/** A browser: its storage, its engine and its library. */
async function browser(capacity?: number) {
  const memory = memoryLibrary({ files: memoryFiles(capacity), codec });
  const events: EngineEvent[] = [];
  const engine = createEngine({
    baseUrl: new URL('../../../public/', import.meta.url).href,
    fetchBytes: async (url) => new Uint8Array(await readFile(new URL(url))),
    files: memory.files,
    records: memory.records,
    codec,
  });
  await engine.listen((event) => events.push(event));
  await engine.start('cpu');
  return { ...memory, engine, engineEvents: events };
}
type Browser = Awaited<ReturnType<typeof browser>>;

const settings = { height: 8, width: 8, channels: 3, fit: 'stretch' } as const;

async function withDataset(at: Browser): Promise<string> {
  const { id } = await at.library.createDataset('My animals', settings);
  // Not in the order of the alphabet, and one without pictures.
  for (const name of ['zebra', 'empty', 'ant']) await at.library.addClass(id, name);
  const folders = ['train/ant', 'train/zebra', 'validation/zebra', 'train/ant', 'test/ant', 'train/zebra'];
  await at.add(
    id,
    folders.map((folder, number) => entry(`${folder}/${number}.png`, smallPng(number, 8, 8))),
  );
  return id;
}

async function hashIn(at: Browser, id: string): Promise<string> {
  const source = { records: at.records, files: at.files, codec, onProgress: () => undefined };
  return datasetHash((await openLibraryDataset(id, source)).pictures);
}

const picture = { width: 8, height: 8, rgba: new Uint8ClampedArray(256).map((_, place) => place * 3) };
const asFile = (blob: Blob) => new File([blob], 'animals.stride');

let here: Browser;
let dataset: string;
let file: File;
let answers: Float32Array;
beforeAll(async () => {
  here = await browser();
  dataset = await withDataset(here);
  await here.engine.train({
    graph,
    settings: { ...defaultTrainingSettings, epochs: 2, batchSize: 2 },
    dataset,
    seed: 3,
  });
  answers = (await here.engine.predict(picture, 'photo')).probabilities.slice();
  const project = { ...defaultProject(), name: 'Animals', graph, dataset };
  file = asFile(await here.engine.project.write({ job: 'job', project, parts: everything }));
});

test('what is measured beforehand is about what the file has', async () => {
  const sizes = await here.engine.project.measure({ ...defaultProject(), graph, dataset });
  expect(sizes).toMatchObject({
    weights: { parameters: 3 * 3 * 3 * 2 + 2 + 6 * 6 * 2 * 3 + 3 },
    dataset: { name: 'My animals', pictures: 6 },
    runs: { count: 1, withWeights: 1 },
  });
  const { document, weights, dataset: pictures, runs } = sizes;
  const total = document.bytes + weights!.bytes + pictures!.bytes + runs!.bytes + runs!.weightsBytes;
  expect(file.size).toBeGreaterThan(total);
  expect(file.size).toBeLessThan(total + 12_000);
});

test('another browser opens it: the same answers, the same data set, the same runs', async () => {
  const there = await browser();
  const opened = await there.engine.project.open(file);
  expect(opened).toMatchObject({
    project: { name: 'Animals', graph, dataset },
    weights: { parameters: 275 },
    dataset: { name: 'My animals', classNames: ['zebra', 'empty', 'ant'], pictures: 6, settings },
    runs: 1,
  });
  const { archive, contentHash, classNames } = opened.dataset!;
  const { id } = await there.library.createDataset('My animals', settings);
  for (const name of classNames) await there.library.addClass(id, name);
  expect(await there.add(id, [{ path: 'data-set.zip', file: archive }])).toMatchObject({ end: 'finished', added: 6 });
  expect((await there.library.describe(id)).contentHash).toBe(contentHash);
  expect(await hashIn(there, id)).toBe(await hashIn(here, dataset));

  expect(await there.engine.project.adopt(opened.id)).toBe(true);
  const again = await there.engine.predict(picture, 'photo');
  expect(again.classNames).toEqual(['zebra', 'empty', 'ant']);
  expect(again.probabilities).toEqual(answers);

  expect(await there.engine.project.keepRuns(opened.id, id)).toBe(1);
  expect(await there.engine.project.keepRuns(opened.id, id)).toBe(0);
  const [mine] = await here.engine.runs.list();
  const [run] = await there.engine.runs.list();
  expect(run).toEqual({
    ...mine,
    origin: { ...mine!.origin, dataset: { ...mine!.origin.dataset, id } },
  });
  expect(await there.engine.runs.curve(run!.origin.run)).toEqual(await here.engine.runs.curve(run!.origin.run));

  await there.engine.project.forget(opened.id);
  await expect(there.engine.project.adopt(opened.id)).rejects.toMatchObject({ code: 'no-opened-project' });
});

test('in a browser without a network, going back to a run of the file gives the network it had', async () => {
  const there = await browser();
  const { id } = await there.engine.project.open(file);
  await there.engine.project.keepRuns(id, null);
  const [run] = await there.engine.runs.list();
  await there.engine.runs.adopt(run!.origin.run);
  expect((await there.engine.predict(picture, 'photo')).probabilities).toEqual(answers);
});

test('a part that is not wanted is not in it', async () => {
  const alone = await here.engine.project.write({
    job: 'alone',
    project: { ...defaultProject(), graph, dataset },
    parts: { weights: false, dataset: false, runs: false },
  });
  expect(alone.size).toBeLessThan(5000);
  expect(await here.engine.project.open(asFile(alone))).toMatchObject({ weights: null, dataset: null, runs: 0 });
});

test('cancelling ends the writing and leaves no file; so does a full disk', async () => {
  const project = { ...defaultProject(), graph, dataset };
  const writing = here.engine.project.write({ job: 'late', project, parts: everything });
  await here.engine.project.cancel('late');
  await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
  expect((await here.files.list('exports')).map(({ path }) => path)).not.toContain('exports/late.stride');

  const small = await browser(4000);
  const own = await withDataset(small);
  const full = small.engine.project.write({
    job: 'full',
    project: { ...project, dataset: own, name: 'x'.repeat(200) },
    parts: everything,
  });
  await expect(full).rejects.toMatchObject({ code: 'storage-full' });
  expect(await small.files.list('exports')).toEqual([]);
});

describe('what is no project is refused by the file’s name', () => {
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const manifest = {
    format: 'stride-project',
    version: 1,
    savedAt: 1,
    project: defaultProject(),
    weights: null,
    dataset: null,
  };
  const zip = (files: Record<string, Uint8Array>) => zipSync(files, { level: 9 });
  const withManifest = (change: object, more: Record<string, Uint8Array> = {}) =>
    zip({ 'stride.json': text({ ...manifest, ...change }), ...more });
  const carried = { id: 'a', name: 'a', settings, classNames: ['a'], pictures: 1, contentHash: 'a' };

  test.each([
    ['no bytes', new Uint8Array(), /damaged/],
    ['a text', text('hello'), /damaged/],
    ['another zip', zip({ 'cats/1.png': smallPng(1) }), /“cats\/1\.png”, which is no part/],
    ['a path outside', withManifest({}, { '../../evil.json': text(1) }), /evil\.json”, which is no part/],
    ['an absolute path', withManifest({}, { '/etc/passwd': text(1) }), /etc\/passwd”, which is no part/],
    ['no manifest', zip({ 'weights.safetensors': text(1) }), /stride\.json is missing/],
    ['another format', withManifest({ format: 'other' }), /no Stride project/],
    ['a newer version', withManifest({ version: 99 }), /newer Stride \(version 99/],
    ['a broken document', withManifest({ project: { ...defaultProject(), seed: -1 } }), /project is damaged/],
    ['a time that is none', withManifest({ savedAt: 1e300 }), /damaged at savedAt/],
    ['weights that are missing', withManifest({ weights: weightsOf() }), /weights\.safetensors is missing/],
    [
      'weights that are none',
      withManifest({ weights: weightsOf() }, { 'weights.safetensors': text({ a: 1 }) }),
      /weights\.safetensors in animals\.stride/,
    ],
    ['a data set that is missing', withManifest({ dataset: carried }), /data-set\.zip is missing/],
    [
      'a data set that is packed',
      withManifest({ dataset: carried }, { 'data-set.zip': new Uint8Array(5000) }),
      /packed or locked/,
    ],
    ['a run that is none', withManifest({}, { 'runs/a.json': text({ listed: {}, curves: {} }) }), /runs\/a\.json/],
    [
      'weights of no run',
      withManifest({}, { 'runs/a.safetensors': text(1) }),
      /runs\/a\.safetensors belongs to no run/,
    ],
    ['a bomb', zip({ 'stride.json': new Uint8Array(80_000_000) }), /unpacks to more|damaged/],
  ])('%s', async (_name, bytes, reason) => {
    await expect(here.engine.project.open(asFile(new Blob([new Uint8Array(bytes)])))).rejects.toMatchObject({
      code: expect.stringMatching(/unreadable-file|zip-damaged|zip-bomb|weights-do-not-fit/),
      message: expect.stringMatching(reason),
      remedy: expect.stringMatching(/\.$/),
    });
  });

  function weightsOf() {
    return { graph, classNames: ['a', 'b', 'c'], isLightOnDark: false };
  }
});

test('weights of a run that are another network’s are refused when the file is opened', async () => {
  const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
  const path = Object.keys(files).find((name) => name.startsWith('runs/') && name.endsWith('.safetensors'))!;
  const weights = new Map([['dense_1', [{ name: 'kernel', shape: [2], values: Float32Array.of(1, 2) }]]]);
  const wrong = zipSync(
    {
      ...files,
      [path]: writeSafetensors({ name: 'wrong', graph, analysis: analyzeGraph(graph), training: null, weights }),
    },
    { level: 0 },
  );
  await expect(here.engine.project.open(asFile(new Blob([new Uint8Array(wrong)])))).rejects.toMatchObject({
    code: 'weights-do-not-fit',
    message: expect.stringContaining('animals.stride'),
  });
});

test('where the space runs out for the weights of a run, the run stays, and says that it has none', async () => {
  const there = await browser(500);
  const { id } = await there.engine.project.open(file);
  await expect(there.engine.project.keepRuns(id, null)).rejects.toMatchObject({ code: 'storage-full' });
  expect(await there.engine.runs.list()).toMatchObject([{ weightsBytes: 0 }]);
});

test('a file damaged anywhere is refused, or opens with the very same numbers', async () => {
  const whole = new Uint8Array(await file.arrayBuffer());
  const { weights } = await here.engine.project.open(file);
  let refused = 0;
  const tried = 150;
  for (let place = 0; place < tried; place++) {
    const broken = whole.slice();
    const at = Math.floor((place / tried) * whole.length);
    broken[at]! ^= 0x20;
    try {
      const opened = await here.engine.project.open(asFile(new Blob([broken])));
      expect(opened.weights).toEqual(weights);
    } catch (thrown) {
      refused++;
      expect(thrown).toMatchObject({ code: expect.stringMatching(/unreadable|zip-|weights-do-not-fit/) });
    }
  }
  expect(refused).toBeGreaterThan(tried / 3);
});
