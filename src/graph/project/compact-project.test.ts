import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ModelGraph } from '../model-graph.ts';
import { templates } from '../templates/index.ts';
import { arbitraryGraph } from '../testing/arbitrary-graph.ts';
import { compactProject, expandProject } from './compact-project.ts';
import { defaultProject } from './default-project.ts';

/** A graph with its nodes by place instead of by id, and each node's inputs in their order. */
function byPlace({ nodes, edges }: ModelGraph) {
  const place = new Map(nodes.map(({ id }, index) => [id, index]));
  return nodes.map(({ id, ...node }) => ({
    ...node,
    reads: edges.filter(({ target }) => target === id).map(({ source }) => place.get(source)),
  }));
}

const moved = (graph: ModelGraph): ModelGraph => ({
  ...graph,
  nodes: graph.nodes.map((node, index) => ({ ...node, position: { x: index * 7 - 3, y: 11 } })),
});

test('any document comes back from its compact form as JSON', () => {
  const documents = fc.record({
    graph: arbitraryGraph().chain((graph) => fc.constantFrom(graph, moved(graph))),
    name: fc.string({ maxLength: 100 }),
    seed: fc.nat(0xffffffff),
    epochs: fc.integer({ min: 1, max: 500 }),
  });
  fc.assert(
    fc.property(documents, ({ graph, name, seed, epochs }) => {
      const usual = defaultProject();
      const project = { ...usual, graph, name, seed, training: { ...usual.training, epochs } };
      const expanded = expandProject(JSON.parse(JSON.stringify(compactProject(project))));
      if (!expanded.ok) throw new Error(expanded.fault);
      expect(byPlace(expanded.value.graph)).toEqual(byPlace(graph));
      expect({ ...expanded.value, graph }).toEqual(project);
    }),
    { numRuns: 500 },
  );
});

test.each(templates.map((template) => [template.name, template] as const))('%s becomes short', (_name, template) => {
  const project = { ...defaultProject(), graph: template.build([28, 28, 1], 10) };
  expect(JSON.stringify(compactProject(project)).length).toBeLessThan(2500);
});

test('anything else is a fault, never an exception', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(typeof expandProject(value).ok).toBe('boolean');
    }),
    { numRuns: 500 },
  );
  const damaged = fc.oneof(
    fc.record(
      { nodes: fc.array(fc.anything()), places: fc.anything(), training: fc.anything() },
      { requiredKeys: ['nodes'] },
    ),
    fc
      .array(fc.tuple(fc.constantFrom('Conv2D', 'Input', 'constructor'), fc.anything(), fc.anything(), fc.anything()))
      .map((nodes) => ({ ...compactProject(defaultProject()), nodes })),
  );
  fc.assert(
    fc.property(damaged, (value) => void expandProject(value)),
    { numRuns: 1000 },
  );
});
