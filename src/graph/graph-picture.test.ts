import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { analyzeGraph } from './analyze.ts';
import { renameNode } from './edits/rename-node.ts';
import { setBlock } from './edits/set-block.ts';
import { graphPicture } from './graph-picture.ts';
import { shownGraph } from './shown-graph.ts';
import { templates } from './templates/index.ts';
import { arbitraryGraph } from './testing/arbitrary-graph.ts';

const colors = { ground: '#fff', card: '#fff', line: '#ccc', ink: '#000', inkMuted: '#555', family: () => '#00f' };

test('a picture is well-formed, whatever the graph and its title', () => {
  fc.assert(
    fc.property(arbitraryGraph(), fc.string({ unit: 'binary' }), (graph, title) => {
      const svg = graphPicture(title, shownGraph(graph, new Set()), analyzeGraph(graph), colors);
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg.match(/rx="8"/g) ?? []).toHaveLength(graph.nodes.length);
    }),
    { numRuns: 100 },
  );
});

test('it names every layer with its output, and a collapsed block by its name', () => {
  const graph = templates[0]!.build([28, 28, 1], 10);
  const draw = (shown = shownGraph(graph, new Set())) => graphPicture('Digits', shown, analyzeGraph(graph), colors);
  const svg = draw();
  for (const { name } of graph.nodes) expect(svg).toContain(`>${name}<`);
  expect(svg).toContain('26 × 26 × 32');
  const grouped = setBlock(
    graph,
    graph.nodes.slice(1, 4).map(({ id }) => id),
    'stem',
  );
  expect(draw(shownGraph(grouped, new Set()))).toContain('Block · 3 layers');
  const marked = renameNode(graph, graph.nodes[0]!.id, 'a');
  expect(graphPicture('<script>', shownGraph(marked, new Set()), analyzeGraph(marked), colors)).not.toContain(
    '<script>',
  );
});
