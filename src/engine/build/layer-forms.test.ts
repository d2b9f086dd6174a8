/** One harness that every layer type passes, in the manner of Keras's `run_layer_test`. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import { type LayerConfig, type LayerType, layerDefinitions, layerTypes } from '#graph/layers/index.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { arbitraryConfig } from '#graph/testing/arbitrary-layer.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { runNetwork } from '../testing/run-network.ts';
import { buildNetwork } from './build-network.ts';

beforeAll(standOnCpu);

/** One layer behind as many Inputs as it reads, all of one shape. */
function alone(type: LayerType, config: object, shape: readonly number[]): ModelGraph {
  const model = new ModelBuilder();
  const sources = Array.from({ length: layerDefinitions[type].arity.min }, () => model.layer('Input', { shape }));
  model.layer(type, config as Partial<LayerConfig<LayerType>>, ...sources);
  return model.build();
}

const shapes = [[7, 6, 3], [4, 4, 2], [12], [3, 5]] as const;

/** Graphs of this layer type that have no error in them, Keras's defaults among them. */
function* acceptedGraphs(type: LayerType): Generator<ModelGraph> {
  const configs = [{}, ...fc.sample(arbitraryConfig(type), { numRuns: 25, seed: 7 })];
  for (const config of configs) {
    for (const shape of shapes) {
      const graph = alone(type, config, shape);
      const { problems } = analyzeGraph(graph);
      if (!problems.some(({ severity }) => severity === 'error')) yield graph;
    }
  }
}

describe.each(layerTypes.filter((type) => type !== 'Input'))('%s', (type) => {
  test('has the inferred shape and parameters, gradients for them, and leaves no tensor behind', () => {
    let count = 0;
    for (const graph of acceptedGraphs(type)) {
      count++;
      const before = tf.memory().numTensors;
      const network = buildNetwork(graph, 5);
      const facts = runNetwork(network, 2);
      const { nodes } = analyzeGraph(graph);
      for (const { id, name, config } of graph.nodes) {
        if (!facts.shapes.has(name)) continue;
        const told = JSON.stringify(config);
        expect(facts.shapes.get(name), told).toEqual(nodes.get(id)?.output);
        expect(facts.parameters.get(name), told).toBe(nodes.get(id)?.parameters);
        expect(facts.isFinite, told).toBe(true);
        expect(facts.hasGradients, told).toBe(true);
      }
      network.dispose();
      expect(tf.memory().numTensors).toBe(before);
    }
    expect(count).toBeGreaterThan(1);
  }, 60_000);
});
