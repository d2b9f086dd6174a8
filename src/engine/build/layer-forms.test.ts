/** One harness that every layer type passes, in the manner of Keras's `run_layer_test`. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import { layerTypes } from '#graph/layers/index.ts';
import { loneLayers } from '../testing/lone-layers.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { runNetwork } from '../testing/run-network.ts';
import { buildNetwork } from './build-network.ts';

beforeAll(standOnCpu);

describe.each(layerTypes.filter((type) => type !== 'Input' && type !== 'UnknownLayer'))('%s', (type) => {
  test('has the inferred shape and parameters, gradients for them, and leaves no tensor behind', () => {
    let count = 0;
    for (const graph of loneLayers(type, 25)) {
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
  });
});
