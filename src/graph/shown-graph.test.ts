import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshBlockName, setBlock } from './edits/set-block.ts';
import { emptyGraph, type ModelGraph } from './model-graph.ts';
import { blockId, blockNames, shownGraph } from './shown-graph.ts';
import { arbitraryGraph } from './testing/arbitrary-graph.ts';

const graphWithBlocks = fc
  .tuple(arbitraryGraph({ messy: false }), fc.array(fc.constantFrom('a', 'b', null), { minLength: 1, maxLength: 30 }))
  .map(([graph, names]): ModelGraph => {
    let next = graph;
    for (const [index, { id }] of graph.nodes.entries())
      next = setBlock(next, [id], names[index % names.length] ?? null);
    return next;
  });

test('every layer is shown once, by itself or in its block, and every edge between shown nodes stands for its own', () => {
  fc.assert(
    fc.property(graphWithBlocks, fc.subarray(['a', 'b']), (graph, open) => {
      const shown = shownGraph(graph, new Set(open));
      const layers = shown.nodes.flatMap((node) => (node.kind === 'layer' ? [node.layer] : node.layers));
      expect(layers.map(({ id }) => id).sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
      for (const node of shown.nodes) {
        if (node.kind === 'layer') expect(shown.shownAs.get(node.id)).toBe(node.id);
        else expect(new Set(node.layers.map(({ id }) => shown.shownAs.get(id)))).toEqual(new Set([blockId(node.name)]));
      }
      const inside = graph.edges.filter(
        ({ source, target }) => shown.shownAs.get(source) === shown.shownAs.get(target),
      );
      expect(shown.edges.flatMap(({ edges }) => edges)).toHaveLength(graph.edges.length - inside.length);
      expect(new Set(shown.edges.map(({ source, target }) => `${source} ${target}`)).size).toBe(shown.edges.length);
    }),
    { numRuns: 300 },
  );
});

test('with every block expanded the layers stand where the document says', () => {
  fc.assert(
    fc.property(graphWithBlocks, (graph) => {
      const shown = shownGraph(graph, new Set(blockNames(graph)));
      expect(shown.isCollapsed).toBe(false);
      expect(shown.nodes.map(({ position }) => position)).toEqual(graph.nodes.map(({ position }) => position));
    }),
    { numRuns: 100 },
  );
});

test('a block of one layer is no block, and fresh names are free', () => {
  expect(freshBlockName(emptyGraph)).toBe('block_1');
  fc.assert(
    fc.property(arbitraryGraph({ messy: false }), (graph) => {
      const [first] = graph.nodes;
      if (!first) return;
      const alone = setBlock(graph, [first.id], 'block_1');
      expect(blockNames(alone)).toEqual([]);
      expect(freshBlockName(alone)).toBe('block_2');
      expect(setBlock(alone, [first.id], null)).toEqual(graph);
    }),
    { numRuns: 50 },
  );
});
