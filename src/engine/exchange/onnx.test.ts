/** The ONNX writer against ONNX Runtime: another program reads the file and answers as the app does. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { product } from '#base/math.ts';
import { uniformAt } from '#base/random.ts';
import { onnxOutputName, writeOnnx } from '#formats/onnx/onnx-writer.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { layerTypes } from '#graph/layers/index.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { templates } from '#graph/templates/index.ts';
import { arbitraryGraph } from '#graph/testing/arbitrary-graph.ts';
import { mobileNet } from '#zoo/families/mobilenet.ts';
import { buildNetwork } from '../build/build-network.ts';
import { loneLayers } from '../testing/lone-layers.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { onnxRunner } from '../testing/onnx-runtime.ts';
import { scatterWeights } from '../testing/scatter-weights.ts';
import { networkModel } from './network-model.ts';

beforeAll(standOnCpu);

/** The largest difference between what both answer, as a share of the largest answer where that is above 1. */
async function disagreement(graph: ModelGraph, batch: number): Promise<number> {
  const network = buildNetwork(graph, 3);
  scatterWeights(network, graph);
  const bytes = writeOnnx(await networkModel('model', graph, network, null));
  const { inputs, outputs, nodes } = analyzeGraph(graph);
  const nodeOf = (id: string) => graph.nodes.find((node) => node.id === id)!;
  const feeds = inputs.map((id, index) => {
    const dims = [batch, ...nodes.get(id)!.output];
    const data = Float32Array.from({ length: product(dims) }, (_, place) => uniformAt(index + 1, place) * 4 - 1);
    return { name: nodeOf(id).name, dims, data };
  });
  const theirs = await onnxRunner(bytes, Object.fromEntries(feeds.map(({ name, ...tensor }) => [name, tensor])));
  const ours = tf.tidy(() =>
    [network.model.predict(feeds.map(({ data, dims }) => tf.tensor(data, dims)))]
      .flat()
      .map((tensor) => ({ dims: (tensor as tf.Tensor).shape, data: (tensor as tf.Tensor).dataSync() })),
  );
  network.dispose();
  let worst = 0;
  for (const [index, id] of outputs.entries()) {
    const found = theirs.get(onnxOutputName(nodeOf(id)));
    expect(found?.dims).toEqual(ours[index]?.dims);
    const expected = ours[index]!.data;
    const scale = Math.max(1, ...expected.map(Math.abs));
    for (const [place, value] of expected.entries()) {
      worst = Math.max(worst, Math.abs(value - found!.data[place]!) / scale || 0);
    }
  }
  return worst;
}

describe.each(layerTypes.filter((type) => type !== 'Input'))('%s', (type) => {
  test('answers the same in ONNX', async () => {
    for (const graph of loneLayers(type, 12)) {
      expect(await disagreement(graph, 2), JSON.stringify(graph.nodes.at(-1)?.config)).toBeLessThan(1e-4);
    }
  });
});

test.each(templates.map((template) => [template.name, template] as const))(
  '%s answers the same',
  async (_, template) => {
    expect(await disagreement(template.build([28, 28, 1], 10), 2)).toBeLessThan(1e-4);
    expect(await disagreement(template.build([32, 40, 3], 5), 1)).toBeLessThan(1e-4);
  },
);

test('MobileNet answers the same', async () => {
  const limits = { name: 'MobileNet', defaultSize: 224, minSize: 32 };
  const graph = mobileNet(limits, 0.25, { inputShape: [96, 96, 3], classes: 20 });
  expect(await disagreement(graph, 1)).toBeLessThan(1e-4);
});

test('several inputs and outputs, a tensor read twice and names with slashes survive', async () => {
  const model = new ModelBuilder();
  const left = model.layer('Input', { shape: [6, 6, 2] });
  const right = model.layer('Input', { shape: [6, 6, 2] });
  const seen = model.layer('Conv2D', { filters: 2, padding: 'same' }, left);
  const sum = model.layer('Add', {}, seen, right, seen);
  model.layer('Flatten', {}, sum);
  model.layer('GlobalMaxPooling2D', {}, seen);
  const { nodes, edges } = model.build();
  const graph = { edges, nodes: nodes.map((node) => ({ ...node, name: `block/${node.name}` })) };
  expect(await disagreement(graph, 3)).toBeLessThan(1e-4);
});

test('random graphs answer the same', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryGraph({ maxLayers: 6, messy: false }), async (graph) => {
      if (analyzeGraph(graph).problems.some(({ severity }) => severity === 'error')) return;
      expect(await disagreement(graph, 2)).toBeLessThan(1e-4);
    }),
    { numRuns: 150, seed: 4 },
  );
});
