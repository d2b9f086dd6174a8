import fc from 'fast-check';
import { expect, test } from 'vitest';
import { product } from '#base/math.ts';
import type { AnalysisContext, Problem } from './analysis.ts';
import { analyzeGraph } from './analyze.ts';
import { ModelBuilder } from './model-builder.ts';
import type { ModelGraph } from './model-graph.ts';
import { arbitraryGraph } from './testing/arbitrary-graph.ts';

const contexts: readonly AnalysisContext[] = [
  {},
  { classCount: 10, sampleShape: [28, 28, 1] },
  { classCount: 3, sampleShape: [8, 8, 3] },
];
const arbitraryContext = fc.constantFrom(...contexts);

/** A problem is the same one before and after a repair where its kind and its first node are. */
const key = ({ code, nodes }: Problem) => `${code} ${nodes[0] ?? ''}`;

test('each of 2,000 random graphs either has all its shapes or an error that names a node', () => {
  let sound = 0;
  let total = 0;
  fc.assert(
    fc.property(arbitraryGraph(), (graph) => {
      const analysis = analyzeGraph(graph);
      const ids = new Set(graph.nodes.map(({ id }) => id));
      for (const { nodes, code } of analysis.problems) {
        expect(nodes.length > 0 || code === 'empty-graph').toBe(true);
        for (const id of nodes) expect(ids.has(id)).toBe(true);
      }
      const hasError = analysis.problems.some(({ severity }) => severity === 'error');
      expect(hasError || analysis.nodes.size === graph.nodes.length).toBe(true);
      total++;
      if (!hasError) sound++;
    }),
    { numRuns: 2000 },
  );
  // The generator must draw both kinds, or the property says little.
  expect(sound / total).toBeGreaterThan(0.2);
  expect(sound / total).toBeLessThan(0.8);
});

test('careful random graphs are sound', () => {
  fc.assert(
    fc.property(arbitraryGraph({ messy: false }), (graph) => {
      expect(analyzeGraph(graph).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('every repair of every problem removes that problem and keeps the graph whole', () => {
  fc.assert(
    fc.property(arbitraryGraph({ maxLayers: 14 }), arbitraryContext, (graph, context) => {
      for (const problem of analyzeGraph(graph, context).problems) {
        expect(problem.repairs.length, problem.message).toBeGreaterThan(0);
        for (const repair of problem.repairs) {
          const mended = repair.apply(graph);
          expectWhole(mended);
          const left = analyzeGraph(mended, context).problems.map(key);
          expect(left, `${repair.label}: ${problem.message}`).not.toContain(key(problem));
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('taking the first repair again and again ends in a graph that can be trained', () => {
  fc.assert(
    fc.property(arbitraryGraph({ maxLayers: 8 }), (graph) => {
      const context = { classCount: 10, sampleShape: [28, 28, 1] };
      let current = graph;
      for (let round = 0; round < 60; round++) {
        const problem = analyzeGraph(current, context).problems.find(({ severity }) => severity === 'error');
        if (!problem) return;
        current = problem.repairs[0]!.apply(current);
      }
      expect(analyzeGraph(current, context).problems.map(({ message }) => message)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a graph of 800 layers is analysed in a few milliseconds', async () => {
  const model = new ModelBuilder();
  let x = model.layer('Input', { shape: [32, 32, 16] });
  for (let block = 0; block < 200; block++) {
    const convolved = model.layer('Conv2D', { filters: 16, padding: 'same' }, x);
    const normalized = model.layer('BatchNormalization', {}, convolved);
    x = model.layer('ReLU', {}, model.layer('Add', {}, x, normalized));
  }
  const graph = model.build();
  analyzeGraph(graph);
  const milliseconds = () => {
    const start = performance.now();
    analyzeGraph(graph, { classCount: 10, sampleShape: [32, 32, 16] });
    return performance.now() - start;
  };
  // The aim is 10 ms; tried until it is left alone by a busy machine.
  await expect.poll(milliseconds).toBeLessThan(20);
});

test('the totals are the sums over the nodes, and frozen layers are not trainable', () => {
  const model = new ModelBuilder();
  const normalized = model.layer('BatchNormalization', {}, model.layer('Input', { shape: [4, 4, 3] }));
  model.layer('Dense', { units: 2 }, model.layer('Flatten', {}, normalized));
  const graph = model.build();
  const frozen = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, trainable: node.type !== 'Dense' })) };
  expect(analyzeGraph(graph).totals).toMatchObject({ parameters: 12 + 98, trainableParameters: 6 + 98 });
  expect(analyzeGraph(frozen).totals).toMatchObject({ parameters: 12 + 98, trainableParameters: 6 });
  expect(analyzeGraph(graph).totals.activationBytes).toBe(4 * (product([4, 4, 3]) * 3 + 2));
});

function expectWhole({ nodes, edges }: ModelGraph): void {
  const ids = new Set(nodes.map(({ id }) => id));
  expect(ids.size).toBe(nodes.length);
  expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
  for (const { source, target } of edges) expect(ids.has(source) && ids.has(target)).toBe(true);
}
