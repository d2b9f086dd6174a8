/** The generated TypeScript, run: with the app's weights it answers as the app does. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { product } from '#base/math.ts';
import { uniformAt } from '#base/random.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { typescriptScript } from '#graph/codegen/typescript-script.ts';
import { layerTypes } from '#graph/layers/index.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { buildNetwork } from '../build/build-network.ts';
import { loneLayers } from '../testing/lone-layers.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { scatterWeights } from '../testing/scatter-weights.ts';
import { networkModel } from './network-model.ts';

const folder = new URL('../../../.cache/generated-code/', import.meta.url);
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await standOnCpu();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** The largest difference of the answers; null where the program says that TensorFlow.js cannot. */
async function disagreement(graph: ModelGraph): Promise<number | null> {
  const network = buildNetwork(graph, 3);
  scatterWeights(network, graph);
  const { weights, analysis } = await networkModel('model', graph, network, null);
  const training = defaultTrainingSettings;
  const program = typescriptScript({ name: 'model', graph, analysis, training, seed: 1, data: { kind: 'mnist' } });
  if (program.includes(' => missing(')) return null;
  const file = new URL(`model-${++count}.ts`, folder);
  writeFileSync(file, program);
  const { buildModel, compileModel } = await import(/* @vite-ignore */ file.pathname);
  const model: tf.LayersModel = buildModel();
  compileModel(model);
  for (const [layer, listed] of weights) {
    tf.tidy(() => model.getLayer(layer).setWeights(listed.map(({ values, shape }) => tf.tensor(values, [...shape]))));
  }
  const inputs = network.model.inputs.map(({ shape }, index) => {
    const dims = [2, ...(shape.slice(1) as number[])];
    return tf.tensor(
      Float32Array.from({ length: product(dims) }, (_, place) => uniformAt(index, place) * 4 - 1),
      dims,
    );
  });
  const ours = [network.model.predict(inputs)].flat() as tf.Tensor[];
  const theirs = [model.predict(inputs)].flat() as tf.Tensor[];
  return Math.max(...ours.map((answer, index) => tf.max(tf.abs(tf.sub(answer, theirs[index]!))).dataSync()[0]!));
}

test.each(templates.map((template) => [template.name, template] as const))(
  '%s answers the same',
  async (_, template) => {
    expect(await disagreement(template.build([28, 28, 1], 10))).toBeLessThan(1e-4);
  },
);

test.each(layerTypes.filter((type) => type !== 'Input'))(
  '%s answers the same, or is told to be missing',
  async (type) => {
    for (const graph of loneLayers(type, 5)) {
      if (analyzeGraph(graph).totals.parameters > 1e5) continue;
      expect((await disagreement(graph)) ?? 0, JSON.stringify(graph.nodes.at(-1))).toBeLessThan(1e-4);
    }
  },
);
