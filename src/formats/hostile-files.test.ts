/**
 * Anything at all as a model, a project or a link: a person gets a model or an error that names the file, soon, and no file of
 * kilobytes takes more memory than a small model would.
 */
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { graphForKeras } from '#graph/keras/for-keras.ts';
import { graphFromKeras } from '#graph/keras/from-keras.ts';
import { kerasModelConfig } from '#graph/keras/to-keras.ts';
import { defaultProject } from '#graph/project/default-project.ts';
import { parseProject } from '#graph/project/parse-project.ts';
import { openModelFile } from './open-model-file.ts';
import { decodeShare, encodeShare } from './share-link.ts';
import { sampleModel } from './testing/sample-model.ts';
import { writeTfjs } from './tfjs-writer.ts';
import { matchWeights } from './weights/match-weights.ts';

/** What files of a few kilobytes may take: 256 MiB. */
const mostBytes = 256 * 2 ** 20;
const mostMilliseconds = 5000;

let before = 0;
let most = 0;
beforeAll(() => {
  before = process.memoryUsage().arrayBuffers;
});
afterAll(() => expect(most - before).toBeLessThan(mostBytes));

const none: ReadonlyMap<string, Uint8Array> = new Map();

/** Opens a file and reads all that it holds. */
async function read(bytes: Uint8Array, name: string, companions = none): Promise<'read' | 'refused'> {
  const started = performance.now();
  try {
    const { config, weights } = await openModelFile(bytes, name, companions);
    try {
      if (config !== null) {
        const { graph, places } = graphFromKeras(config, name);
        const analysis = analyzeGraph(graph);
        if (weights) matchWeights(weights, graph, analysis, places, name);
      }
    } finally {
      weights?.close();
    }
    return 'read';
  } catch (thrown) {
    expect(thrown, String((thrown as Error).stack)).toBeInstanceOf(StrideError);
    expect((thrown as StrideError).message).toContain(name);
    return 'refused';
  } finally {
    most = Math.max(most, process.memoryUsage().arrayBuffers);
    expect(performance.now() - started).toBeLessThan(mostMilliseconds);
  }
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, -1, 0, 1e9, 2 ** 53, 1.5, '', '../../etc/passwd', '<script>alert(1)</script>', [], {}),
  fc.constantFrom<unknown>('__proto__', 'constructor', 'linear', [null], [null, null, null, null], [[[0]]], true),
  fc.jsonValue({ maxDepth: 3 }),
);

/** The value with something else at one place in it, picked by `pick` in 0..1. */
function changed(value: unknown, pick: number, other: unknown): unknown {
  const places: (readonly (string | number)[])[] = [];
  const visit = (at: unknown, path: readonly (string | number)[]): void => {
    places.push(path);
    if (typeof at !== 'object' || at === null) return;
    for (const [key, each] of Object.entries(at)) visit(each, [...path, Array.isArray(at) ? Number(key) : key]);
  };
  visit(value, []);
  const path = places[Math.floor(pick * places.length)] ?? [];
  const copy: { root: unknown } = { root: structuredClone(value) };
  let holder = copy as Record<string | number, unknown>;
  let key: string | number = 'root';
  for (const part of path) {
    holder = holder[key] as Record<string | number, unknown>;
    key = part;
  }
  holder[key] = other;
  return copy.root;
}

const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), odd), {
  minLength: 1,
  maxLength: 4,
});

function applied(value: unknown, list: readonly (readonly [number, unknown])[]): unknown {
  return list.reduce((current, [pick, other]) => changed(current, pick, other), value);
}

const model = sampleModel(graphForKeras(sampleModel().graph).graph);
const json = (value: unknown) => strToU8(JSON.stringify(value) ?? 'null');

describe('A model’s JSON with anything in any place', () => {
  const config = kerasModelConfig(model);

  test('as .json and as the config of a .keras', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const bytes = json(applied(config, list));
        outcomes.add(await read(bytes, 'changed.json'));
        outcomes.add(await read(zipSync({ 'config.json': bytes }), 'changed.keras'));
      }),
      { numRuns: 150, seed: 3 },
    );
    expect(outcomes).toEqual(new Set(['read', 'refused']));
  });

  test('as a TensorFlow.js model with its shards', async () => {
    const files = writeTfjs(model);
    const topology: unknown = JSON.parse(new TextDecoder().decode(files['model.json']));
    const companions = new Map([['weights.bin', files['weights.bin']]]);
    const outcomes = new Set([await read(json(topology), 'model.json', companions)]);
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        outcomes.add(await read(json(applied(topology, list)), 'model.json', companions));
      }),
      { numRuns: 150, seed: 4 },
    );
    expect(outcomes).toEqual(new Set(['read', 'refused']));
  });
});

test('any bytes, and any bytes behind the first ones of every format', async () => {
  const heads = [
    [],
    [0x50, 0x4b, 3, 4],
    [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a],
    [0x7b],
    [9, 0, 0, 0, 0, 0, 0, 0, 0x7b],
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), async (head, rest) => {
      expect(await read(Uint8Array.from([...head, ...rest]), 'noise.bin')).toBe('refused');
    }),
    { numRuns: 200, seed: 5 },
  );
});

describe('Archives', () => {
  const config = json(kerasModelConfig(model));

  test('names that lead elsewhere are left packed', async () => {
    const files = { '../config.json': config, '/config.json': config, constructor: config, toString: config };
    expect(await read(zipSync(files), 'elsewhere.keras')).toBe('refused');
    expect(await read(zipSync({ ...files, 'config.json': config }), 'beside.keras')).toBe('read');
  });

  test('one file a thousand times is refused before it is unpacked twice', async () => {
    const whole = zipSync({ 'config.json': config });
    const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
    const end = whole.length - 22;
    const directory = view.getUint32(end + 16, true);
    const entry = whole.subarray(directory, end);
    const copies = 1000;
    const bomb = new Uint8Array(directory + copies * entry.length + 22);
    bomb.set(whole.subarray(0, directory));
    for (let copy = 0; copy < copies; copy++) bomb.set(entry, directory + copy * entry.length);
    bomb.set(whole.subarray(end), bomb.length - 22);
    const trailer = new DataView(bomb.buffer, bomb.length - 22);
    trailer.setUint16(8, copies, true);
    trailer.setUint16(10, copies, true);
    trailer.setUint32(12, copies * entry.length, true);
    expect(await read(bomb, 'repeated.keras')).toBe('refused');
  });
});

test('models without layers that call each other by the million are refused', async () => {
  const input = (name: string) => ({
    class_name: 'InputLayer',
    name,
    config: { batch_shape: [null, 2], name },
    inbound_nodes: [],
  });
  let inner: object | null = null;
  for (let depth = 0; depth < 9; depth++) {
    const held: object | null = inner;
    const calls = Array.from({ length: 100 }, () => [['x', 0, 0, {}]]);
    inner = {
      class_name: 'Functional',
      name: `m${depth}`,
      config: {
        name: `m${depth}`,
        layers: [input('x'), ...(held ? [Object.assign({ inbound_nodes: calls }, held)] : [])],
        input_layers: [['x', 0, 0]],
        output_layers: [['x', 0, 0]],
      },
    };
  }
  expect(await read(json(inner), 'russian-dolls.json')).toBe('refused');
});

test('weights that together are larger than any computer’s memory are refused before they are read', () => {
  const layers = Array.from({ length: 30 }, (_, index) => ({
    class_name: 'Dense',
    config: { name: `dense_${index}`, units: 16_000 },
  }));
  const config = { name: 'huge', build_input_shape: [null, 16_000], layers };
  const { graph, places } = graphFromKeras({ class_name: 'Sequential', config }, 'huge.h5');
  const archive = { format: 'keras-h5', layers: [], close: () => undefined } as const;
  expect(() => matchWeights(archive, graph, analyzeGraph(graph), places, 'huge.h5')).toThrow(
    /its layers ask for 30.7.GB/,
  );
});

test('a link and a project with anything in any place are opened or refused in a sentence, never thrown', () => {
  const link = encodeShare(defaultProject());
  fc.assert(
    fc.property(fc.nat(link.length - 1), fc.string({ maxLength: 6 }), fc.string(), (at, text, other) => {
      for (const each of [link.slice(0, at) + text + link.slice(at + text.length), other, `1.${other}`]) {
        const decoded = decodeShare(each);
        if (!decoded.ok) expect(decoded.fault.length).toBeGreaterThan(10);
      }
    }),
    { numRuns: 200, seed: 6 },
  );
  fc.assert(
    fc.property(changes, (list) => {
      const parsed = parseProject(applied(JSON.parse(JSON.stringify(defaultProject())), list));
      if (parsed.ok) expect(() => analyzeGraph(parsed.value.graph)).not.toThrow();
      else expect(parsed.fault.length).toBeGreaterThan(10);
    }),
    { numRuns: 200, seed: 7 },
  );
});
