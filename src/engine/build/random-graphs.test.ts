import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import { arbitraryGraph } from '#graph/testing/arbitrary-graph.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { runNetwork } from '../testing/run-network.ts';
import { buildNetwork } from './build-network.ts';

beforeAll(standOnCpu);

test('2,000 random graphs either run with the inferred shapes or have a problem that names a node', () => {
  let ran = 0;
  fc.assert(
    fc.property(arbitraryGraph(), (graph) => {
      const { nodes, problems } = analyzeGraph(graph);
      const error = problems.find(({ severity }) => severity === 'error');
      if (error !== undefined) {
        expect(error.nodes.length > 0 || graph.nodes.length === 0).toBe(true);
        expect(() => buildNetwork(graph, 1)).toThrow(error.message);
        return;
      }
      ran++;
      const before = tf.memory().numTensors;
      const network = buildNetwork(graph, 1);
      const { shapes, hasGradients } = runNetwork(network, 2);
      for (const { id, name } of graph.nodes) {
        if (shapes.has(name)) expect(shapes.get(name)).toEqual(nodes.get(id)?.output);
      }
      expect(hasGradients).toBe(true);
      network.dispose();
      expect(tf.memory().numTensors).toBe(before);
    }),
    { numRuns: 2000, seed: 20 },
  );
  expect(ran).toBeGreaterThan(300);
});
