import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import { fnv1a, RandomStream } from '#base/random.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { graphForKeras } from '#graph/keras/for-keras.ts';
import { graphFromKeras } from '#graph/keras/from-keras.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { arbitraryGraph } from '#graph/testing/arbitrary-graph.ts';
import { writeKerasH5 } from './keras/keras-h5-writer.ts';
import { writeKerasWeights } from './keras/keras-weights-writer.ts';
import { writeKeras } from './keras/keras-writer.ts';
import { openModelFile } from './open-model-file.ts';
import { sampleModel } from './testing/sample-model.ts';
import { writeTfjs } from './tfjs-writer.ts';
import { matchWeights } from './weights/match-weights.ts';
import { openWeights } from './weights/open-weights.ts';
import { writeSafetensors } from './weights/safetensors-writer.ts';
import type { WrittenModel } from './written-model.ts';

type Files = Readonly<Record<string, Uint8Array>>;

/** Every format, as the writers give it, the file itself first. */
const formats: readonly (readonly [string, (model: WrittenModel) => Promise<Files>])[] = [
  ['model.keras', async (model) => ({ 'model.keras': await writeKeras(model, '2026-01-02@03:04:05') })],
  ['model.h5', async (model) => ({ 'model.h5': await writeKerasH5(model) })],
  ['model.json', async (model) => ({ ...writeTfjs(model) })],
];

function listing({ nodes, edges }: ModelGraph): unknown {
  const name = new Map(nodes.map((node) => [node.id, node.name]));
  return nodes
    .map((node) => ({
      name: node.name,
      type: node.type,
      config: node.config,
      trainable: node.trainable,
      shares: node.sharesWeightsOf && name.get(node.sharesWeightsOf),
      reads: edges.filter(({ target }) => target === node.id).map(({ source }) => name.get(source)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readBack(files: Files, fileName: string) {
  const { config, weights: archive } = await openModelFile(files[fileName]!, fileName, new Map(Object.entries(files)));
  const opened = graphFromKeras(config, fileName);
  const weights = matchWeights(archive!, opened.graph, analyzeGraph(opened.graph), opened.places, fileName);
  archive!.close();
  return { ...opened, weights };
}

test.each(formats)('%s holds the model and all its weights', async (fileName, write) => {
  const { graph } = graphForKeras(sampleModel().graph);
  const model = sampleModel(graph);
  const { weights, notes, unknownLayers } = await readBack(await write(model), fileName);
  expect(Object.fromEntries(weights)).toEqual(Object.fromEntries(model.weights));
  expect(notes).toEqual([]);
  expect(unknownLayers).toEqual([]);
});

test('random networks come back from a .keras archive as they were', async () => {
  let shared = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryGraph({ messy: false, maxLayers: 8 }), async (drawn) => {
      const { graph } = graphForKeras(drawn);
      if (analyzeGraph(graph).problems.some(({ severity }) => severity === 'error')) return;
      const model = sampleModel(graph);
      const files = { 'model.keras': await writeKeras(model, '2026-01-02@03:04:05') };
      const opened = await readBack(files, 'model.keras');
      expect(opened.notes).toEqual([]);
      expect(opened.unknownLayers).toEqual([]);
      expect(Object.fromEntries(opened.weights)).toEqual(Object.fromEntries(model.weights));
      const isShared = graph.nodes.some(({ sharesWeightsOf }) => sharesWeightsOf !== undefined);
      if (isShared) shared++;
      else expect(listing(opened.graph)).toEqual(listing(graph));
      expect(analyzeGraph(opened.graph).totals).toEqual(analyzeGraph(graph).totals);
    }),
    { numRuns: 120 },
  );
  expect(shared).toBeGreaterThan(3);
});

describe('Damaged files', () => {
  const files = new Map<string, Uint8Array>();

  beforeAll(async () => {
    const model = sampleModel(graphForKeras(sampleModel().graph).graph);
    const tfjs = writeTfjs(model);
    files.set('model.keras', await writeKeras(model, '2026-01-02@03:04:05'));
    files.set('model.h5', await writeKerasH5(model));
    files.set('model.weights.h5', await writeKerasWeights(model));
    files.set('model.safetensors', writeSafetensors(model));
    files.set('model.json', tfjs['model.json']);
    files.set('weights.bin', tfjs['weights.bin']);
  });

  /** Reads all there is; whatever is thrown must be an error that a person can read and that names the file. */
  async function readAll(bytes: Uint8Array, fileName: string): Promise<'read' | 'refused'> {
    try {
      const { config, weights } = await openModelFile(bytes, fileName, files);
      try {
        for (const layer of weights?.layers ?? []) for (const weight of layer.weights) weight.read();
        if (config !== null) graphFromKeras(config, fileName);
      } finally {
        weights?.close();
      }
      return 'read';
    } catch (thrown) {
      expect(thrown, String((thrown as Error).stack)).toBeInstanceOf(StrideError);
      expect((thrown as StrideError).message).toContain(fileName);
      return 'refused';
    }
  }

  function mutated(bytes: Uint8Array, random: RandomStream): Uint8Array {
    const changed = bytes.slice(0, random.next() < 0.2 ? random.integer(bytes.length) : bytes.length);
    for (let count = random.integer(12); count > 0 && changed.length > 0; count--) {
      const at = random.integer(changed.length);
      const run = random.next() < 0.3 ? 8 : 1;
      for (let index = at; index < Math.min(changed.length, at + run); index++) changed[index] = random.integer(256);
    }
    return changed;
  }

  test.each(['model.keras', 'model.h5', 'model.weights.h5', 'model.safetensors', 'model.json'])(
    'every mutation of %s is read or refused by name',
    async (fileName) => {
      const random = new RandomStream(fnv1a(fileName));
      const outcomes = new Set<string>();
      for (let round = 0; round < 200; round++)
        outcomes.add(await readAll(mutated(files.get(fileName)!, random), fileName));
      expect(outcomes).toContain('refused');
    },
    60_000,
  );

  test('a heap of texts that would keep the HDF5 library stepping for ever is refused', async () => {
    const bytes = files.get('model.h5')!.slice();
    const view = new DataView(bytes.buffer);
    const heap = bytes.findIndex((_, at) => at + 4 <= bytes.length && view.getUint32(at) === 0x47434f4c);
    let object = heap + 16;
    while (view.getUint16(object, true) !== 0) object += 16 + Math.ceil(view.getUint32(object + 8, true) / 8) * 8;
    view.setBigUint64(object + 8, 0n, true);
    await expect(openModelFile(bytes, 'model.h5')).rejects.toThrow(/its texts are damaged/);
  });

  test('random bytes are refused', async () => {
    const random = new RandomStream(1);
    for (let round = 0; round < 100; round++) {
      const bytes = Uint8Array.from({ length: random.integer(300) }, () => random.integer(256));
      expect(await readAll(bytes, 'noise.h5')).toBe('refused');
    }
  });

  const pad = (text: string) => {
    const header = strToU8(text);
    return Uint8Array.from([header.length, 0, 0, 0, 0, 0, 0, 0, ...header]);
  };
  const hostile: readonly (readonly [string, string, Uint8Array, RegExp])[] = [
    ['an empty file', 'a.keras', new Uint8Array(), /none of these/],
    ['a web page', 'a.h5', strToU8('<!doctype html><title>404</title>'), /none of these/],
    ['an archive of something else', 'a.keras', zipSync({ 'readme.txt': strToU8('hello') }), /no config.json/],
    ['a config that is no JSON', 'a.keras', zipSync({ 'config.json': strToU8('{') }), /JSON was expected/],
    ['brackets without end', 'a.json', strToU8(`{"a":${'['.repeat(100_000)}`), /nested deeper than 64/],
    [
      'a weight larger than any memory',
      'a.safetensors',
      pad('{"w":{"dtype":"F32","shape":[268435456],"data_offsets":[0,1073741824]}}'),
      /should take 1073741824 bytes/,
    ],
    [
      'a weight of too many numbers',
      'a.safetensors',
      pad('{"w":{"dtype":"F32","shape":[1e12],"data_offsets":[0,4e12]}}'),
      /header is damaged/,
    ],
    [
      'a type that nobody has',
      'a.safetensors',
      pad('{"w":{"dtype":"F8","shape":[],"data_offsets":[0,0]}}'),
      /of the type F8/,
    ],
  ];

  test.each(hostile)('%s is refused', async (_, name, bytes, message) => {
    await expect(openModelFile(bytes, name)).rejects.toThrow(message);
  });

  test('an archive that would unpack to gigabytes is refused before it is', async () => {
    const bytes = zipSync({ 'config.json': strToU8('{}') });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const directory = bytes.findLastIndex((_, at) => at + 4 <= bytes.length && view.getUint32(at, true) === 0x02014b50);
    view.setUint32(directory + 24, 0xf0000000, true);
    await expect(openModelFile(bytes, 'bomb.keras')).rejects.toThrow(/config.json is too large/);
  });

  test('a shard that is missing is named', async () => {
    await expect(
      openWeights(files.get('model.json')!, 'model.json', new Map([['other.bin', new Uint8Array()]])),
    ).rejects.toThrow(/weights were expected/);
    const short = new Map([['weights.bin', files.get('weights.bin')!.subarray(4)]]);
    await expect(openWeights(files.get('model.json')!, 'model.json', short)).rejects.toThrow(/its shards hold/);
  });
});
