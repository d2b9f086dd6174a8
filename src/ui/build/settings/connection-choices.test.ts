import { expect, it } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import { connect } from '#graph/edits/connect.ts';
import { templates } from '#graph/templates/index.ts';
import { possibleSources, possibleTargets } from './connection-choices.ts';

it.each(templates)('offers only new edges that close no cycle in $name', (template) => {
  const graph = template.build([28, 28, 1], 10);
  for (const node of graph.nodes) {
    for (const source of possibleSources(graph, node)) {
      const connected = connect(graph, source.id, node.id);
      expect(connected).not.toBe(graph);
      expect(analyzeGraph(connected).order).toHaveLength(graph.nodes.length);
    }
    for (const target of possibleTargets(graph, node)) {
      expect(possibleSources(graph, target)).toContain(node);
    }
  }
});

it('offers an Input nothing to read', () => {
  const graph = templates[0]!.build([28, 28, 1], 10);
  const input = graph.nodes.find(({ type }) => type === 'Input')!;
  expect(possibleSources(graph, input)).toEqual([]);
});
