/** The writers of Keras's, safetensors' and TensorFlow.js's files, read back: the same layers, settings and numbers. */
import { existsSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { product } from '#base/math.ts';
import { uniformAt } from '#base/random.ts';
import { writeKerasH5 } from '#formats/keras/keras-h5-writer.ts';
import { writeKerasWeights } from '#formats/keras/keras-weights-writer.ts';
import { writeKeras } from '#formats/keras/keras-writer.ts';
import { openModelFile } from '#formats/open-model-file.ts';
import { writeTfjs } from '#formats/tfjs-writer.ts';
import { matchWeights } from '#formats/weights/match-weights.ts';
import { openWeights } from '#formats/weights/open-weights.ts';
import { writeSafetensors } from '#formats/weights/safetensors-writer.ts';
import type { WrittenModel } from '#formats/written-model.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { graphForKeras } from '#graph/keras/for-keras.ts';
import { graphFromKeras } from '#graph/keras/from-keras.ts';
import { layerTypes } from '#graph/layers/index.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { mobileNet } from '#zoo/families/mobilenet.ts';
import { buildNetwork } from '../build/build-network.ts';
import { loneLayers } from '../testing/lone-layers.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { scatterWeights } from '../testing/scatter-weights.ts';
import { networkModel } from './network-model.ts';

beforeAll(standOnCpu);

async function scattered(graph: ModelGraph): Promise<WrittenModel> {
  const network = buildNetwork(graph, 3);
  scatterWeights(network, graph);
  const model = await networkModel('model', graph, network, defaultTrainingSettings);
  network.dispose();
  return model;
}

/** Everything of a graph but ids and places on the canvas. */
function gist({ nodes, edges }: ModelGraph): unknown {
  const name = new Map(nodes.map((node) => [node.id, node.name]));
  const listed = nodes.map(({ name: own, type, config, trainable, id }) => ({
    own,
    type,
    config,
    trainable,
    reads: edges.filter(({ target }) => target === id).map(({ source }) => name.get(source)),
  }));
  return listed.sort((a, b) => a.own.localeCompare(b.own));
}

async function readBack(bytes: Uint8Array, companions?: ReadonlyMap<string, Uint8Array>) {
  const { config, weights } = await openModelFile(bytes, 'model', companions);
  const { graph, places, notes, unknownLayers } = graphFromKeras(config, 'model');
  const found = matchWeights(weights!, graph, analyzeGraph(graph), places, 'model');
  weights!.close();
  return { graph, found, notes, unknownLayers };
}

function expectWeights(found: ReadonlyMap<string, readonly unknown[]>, model: WrittenModel): void {
  const held = [...model.weights].filter(([, weights]) => weights.length > 0);
  expect(new Map([...found].filter(([, weights]) => weights.length > 0))).toEqual(new Map(held));
}

const date = '2026-11-23@05:28:29';
const writers = {
  '.keras': (model: WrittenModel) => writeKeras(model, date),
  '.h5': writeKerasH5,
};

describe.each(Object.entries(writers))('%s', (_, write) => {
  test.each(templates.map((template) => [template.name, template] as const))(
    '%s comes back',
    async (_name, template) => {
      const model = await scattered(template.build([28, 28, 1], 10));
      const { graph, found, unknownLayers } = await readBack(await write(model));
      expect(unknownLayers).toEqual([]);
      expect(gist(graph)).toEqual(gist(model.graph));
      expectWeights(found, model);
    },
  );

  test.each(layerTypes.filter((type) => type !== 'Input' && type !== 'RandomHeight' && type !== 'RandomWidth'))(
    '%s comes back with every setting',
    async (type) => {
      for (const lone of loneLayers(type, 6)) {
        const model = await scattered(lone);
        const { graph, found } = await readBack(await write(model));
        expect(gist(graph)).toEqual(gist(model.graph));
        expectWeights(found, model);
      }
    },
  );
});

const shared = new URL('../../../../shared/testdata/keras/', import.meta.url);

test.skipIf(!existsSync(shared)).each(['branchy', 'lecture_cnn'])(
  '%s, saved by Keras, is written as Keras wrote it',
  async (name) => {
    const bytes = readFileSync(new URL(`${name}.keras`, shared));
    const opened = await readBack(bytes);
    const analysis = analyzeGraph(opened.graph);
    const model = { name, graph: opened.graph, analysis, training: null, weights: opened.found };
    const again = await writeKeras(model, date);
    expect((await readBack(again)).found).toEqual(opened.found);
    expect(gist((await readBack(again)).graph)).toEqual(gist(opened.graph));
    const layersOf = async (archive: Uint8Array) => {
      const weights = await openWeights(unzipSync(archive)['model.weights.h5']!, name);
      return weights.layers.map((layer) => [layer.name, layer.weights.map((weight) => weight.name)]);
    };
    expect(await layersOf(again)).toEqual(await layersOf(bytes));
  },
);

test.skipIf(!existsSync(shared))('lecture_cnn.h5, saved by Keras, comes back from a file of Stride’s', async () => {
  const opened = await readBack(readFileSync(new URL('lecture_cnn.h5', shared)));
  const analysis = analyzeGraph(opened.graph);
  const model = { name: 'lecture_cnn', graph: opened.graph, analysis, training: null, weights: opened.found };
  const again = await readBack(await writeKerasH5(model));
  expect(again.found).toEqual(opened.found);
  expect(gist(again.graph)).toEqual(gist(opened.graph));
});

test('.weights.h5 and safetensors hold every weight under its layer', async () => {
  const model = await scattered(templates[5]!.build([28, 28, 1], 10));
  const h5 = await openWeights(await writeKerasWeights(model), 'model.weights.h5');
  const flat = await openWeights(writeSafetensors(model), 'model.safetensors');
  for (const archive of [h5, flat]) {
    expect(archive.layers.length).toBeGreaterThan(10);
    for (const { name, weights } of archive.layers) {
      expect(weights.map((weight) => weight.read())).toEqual(model.weights.get(name)?.map(({ values }) => values));
    }
    archive.close();
  }
});

test('names with slashes and layers that Keras 3 has no more are written otherwise, and it is told', async () => {
  const [lone] = [...loneLayers('RandomHeight', 1)];
  const slashed = { ...lone!, nodes: lone!.nodes.map((node) => ({ ...node, name: `a/${node.name}` })) };
  const { graph, renamed, notes } = graphForKeras(slashed);
  expect(graph.nodes.map(({ type }) => type)).toEqual(['Input', 'RandomZoom']);
  expect(graph.nodes.every(({ name }) => !name.includes('/'))).toBe(true);
  expect([...renamed.keys()]).toEqual(slashed.nodes.map(({ name }) => name));
  expect(notes).toHaveLength(3);
});

/** The largest difference between the app's answer and the file's in TensorFlow.js; null where that lacks a layer. */
async function tfjsDisagreement(graph: ModelGraph): Promise<number | null> {
  const network = buildNetwork(graph, 3);
  scatterWeights(network, graph);
  const model = await networkModel('model', graph, network, null);
  try {
    const files = writeTfjs(model);
    const json = JSON.parse(new TextDecoder().decode(files['model.json']));
    const loaded = await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest[0].weights,
        weightData: files['weights.bin'].buffer as ArrayBuffer,
      }),
    );
    return tf.tidy(() => {
      const inputs = network.model.inputs.map(({ shape }, index) => {
        const dims = [2, ...(shape.slice(1) as number[])];
        return tf.tensor(
          Float32Array.from({ length: product(dims) }, (_, place) => uniformAt(index, place) * 4 - 1),
          dims,
        );
      });
      const ours = [network.model.predict(inputs)].flat() as tf.Tensor[];
      const theirs = [loaded.predict(inputs)].flat() as tf.Tensor[];
      const worst = ours.map((tensor, index) => tf.max(tf.abs(tf.sub(tensor, theirs[index]!))).dataSync()[0]!);
      loaded.dispose();
      return Math.max(...worst);
    });
  } catch (thrown) {
    if ((thrown as { code?: string }).code === 'tfjs-lacks-layers') return null;
    throw thrown;
  } finally {
    network.dispose();
  }
}

describe('TensorFlow.js’s layers model', () => {
  test.each(templates.map((template) => [template.name, template] as const))(
    '%s answers the same',
    async (_, template) => {
      expect(await tfjsDisagreement(template.build([28, 28, 1], 10))).toBeLessThan(1e-4);
    },
  );

  test('MobileNet answers the same', async () => {
    const limits = { name: 'MobileNet', defaultSize: 224, minSize: 32 };
    const graph = mobileNet(limits, 0.25, { inputShape: [64, 64, 3], classes: 20 });
    expect(await tfjsDisagreement(graph)).toBeLessThan(1e-4);
  });

  test('what it lacks is said in layers that it has, also where a layer is called twice', async () => {
    const model = new ModelBuilder();
    const [left, right] = [model.layer('Input', { shape: [5, 4, 2] }), model.layer('Input', { shape: [5, 4, 2] })];
    const [one, other] = [left, right].map((x) =>
      model.layer('Conv2D', { filters: 2, padding: 'same', activation: 'hard_silu' }, x),
    );
    const gate = model.layer('DepthwiseConv2D', { padding: 'same', activation: 'hard_sigmoid' }, one!);
    const less = model.layer('Subtract', {}, one!, other!);
    const more = model.layer('CustomScaleLayer', { scale: 0.3 }, gate, less);
    const bent = model.layer('ReLU', { negativeSlope: 0.1 }, model.layer('Activation', { activation: 'gelu' }, more));
    model.layer('Dense', { units: 3, activation: 'leaky_relu' }, model.layer('Flatten', {}, bent));
    const { nodes, edges } = model.build();
    const graph = {
      edges,
      nodes: nodes.map((node) => (node.id === other ? { ...node, sharesWeightsOf: one! } : node)),
    };
    expect(await tfjsDisagreement(graph)).toBeLessThan(1e-4);
  });

  test.each(layerTypes.filter((type) => type !== 'Input'))(
    '%s answers the same, or is told to be missing',
    async (type) => {
      for (const graph of loneLayers(type, 10)) {
        const difference = await tfjsDisagreement(graph);
        expect(difference ?? 0, JSON.stringify(graph.nodes.at(-1))).toBeLessThan(1e-4);
      }
    },
  );
});
