import { expect, it } from 'vitest';
import { NODE_HEIGHT, NODE_WIDTH } from '#graph/layout.ts';
import { templates } from '#graph/templates/index.ts';
import { zooNetworks } from '#zoo/registry.ts';
import { arrangedPlaces } from './arrange.ts';

it.each(templates)('lays $name out from top to bottom without overlaps', async (template) => {
  const graph = template.build([28, 28, 1], 10);
  const places = await arrangedPlaces(graph);
  for (const { source, target } of graph.edges) {
    expect(places.get(target)!.y - places.get(source)!.y).toBeGreaterThan(NODE_HEIGHT);
  }
  const all = [...places.values()];
  const overlaps = all.flatMap((a, index) =>
    all.slice(index + 1).filter((b) => Math.abs(a.x - b.x) < NODE_WIDTH && Math.abs(a.y - b.y) < NODE_HEIGHT),
  );
  expect(overlaps).toEqual([]);
});

it('arranges a network of 816 layers in well under a second', async () => {
  const graph = zooNetworks.find(({ name }) => name === 'EfficientNetB7')!.build();
  const started = performance.now();
  const places = await arrangedPlaces(graph);
  expect(performance.now() - started).toBeLessThan(1000);
  expect(graph.nodes.length).toBe(816);
  for (const { source, target } of graph.edges) {
    expect(places.get(target)!.y - places.get(source)!.y).toBeGreaterThan(NODE_HEIGHT);
  }
});
