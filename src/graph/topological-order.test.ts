import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjacencyOf, descendants } from './adjacency.ts';
import type { ModelGraph, NodeId } from './model-graph.ts';
import { arbitraryGraph } from './testing/arbitrary-graph.ts';
import { topologicalOrder } from './topological-order.ts';

const tangled = fc
  .tuple(arbitraryGraph({ maxLayers: 8 }), fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { maxLength: 6 }))
  .map(([graph, strays]): ModelGraph => {
    const id = (index: number) => graph.nodes[index % graph.nodes.length]?.id;
    const edges = strays.flatMap(([from, to]) => {
      const [source, target] = [id(from), id(to)];
      return source && target ? [{ source, target }] : [];
    });
    return { ...graph, edges: [...graph.edges, ...edges] };
  });

test('exactly the nodes that can reach themselves are on a cycle, grouped by whom they can reach back', () => {
  fc.assert(
    fc.property(tangled, (graph) => {
      const adjacency = adjacencyOf(graph);
      const { order, cycles } = topologicalOrder(graph, adjacency);
      const reaches = (from: NodeId, to: NodeId) =>
        adjacency.readers(from).some((reader) => descendants(adjacency, reader).has(to));
      const cyclic = graph.nodes.map(({ id }) => id).filter((id) => reaches(id, id));
      expect([...cycles.flat()].sort()).toEqual([...cyclic].sort());
      expect([...order, ...cyclic].sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
      for (const cycle of cycles) {
        for (const id of cyclic) {
          const [first] = cycle;
          expect(cycle.includes(id)).toBe(reaches(id, first!) && reaches(first!, id));
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('Inputs come first, and every node after what it reads', () => {
  fc.assert(
    fc.property(arbitraryGraph(), (graph) => {
      const { order } = topologicalOrder(graph, adjacencyOf(graph));
      const place = new Map(order.map((id, index) => [id, index]));
      for (const { source, target } of graph.edges) {
        const [from, to] = [place.get(source), place.get(target)];
        if (from !== undefined && to !== undefined) expect(from).toBeLessThan(to);
      }
      const isInput = order.map((id) => {
        const reads = graph.edges.some(({ target }) => target === id);
        return !reads && graph.nodes.find((node) => node.id === id)?.type === 'Input';
      });
      expect(isInput.lastIndexOf(true)).toBe(isInput.filter(Boolean).length - 1);
    }),
  );
});
