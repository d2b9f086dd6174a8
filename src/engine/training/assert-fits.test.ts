import { expect, test } from 'vitest';
import { setConfig } from '#graph/edits/set-config.ts';
import { templates } from '#graph/templates/index.ts';
import { assertFits } from './assert-fits.ts';

const graph = templates[0]!.build([28, 28, 1], 10);
const context = { classCount: 10, sampleShape: [28, 28, 1] };
const limits = { maxStorageBufferBindingSize: 2 ** 27, maxBufferSize: 2 ** 28 };

test('a batch of usual size fits', () => {
  expect(() => assertFits(graph, context, 50, limits)).not.toThrow();
});

test('a batch that is too large names the layer, both sizes and the batch that fits', () => {
  // conv2d_1 gives 26 × 26 × 32 floats, 86,528 bytes a picture.
  expect(() => assertFits(graph, context, 4000, limits)).toThrow(
    expect.objectContaining({
      code: 'out-of-memory',
      message: expect.stringMatching(/conv2d_1 for a batch of 4,000 takes 346\sMB.*at most 134\sMB/),
      remedy: 'Choose a batch size of 1,551 or less.',
    }),
  );
  expect(() => assertFits(graph, context, 1551, limits)).not.toThrow();
});

test('a weight that is too large names its layer', () => {
  const dense = graph.nodes.find(({ name }) => name === 'dense_1')!;
  const wide = setConfig(graph, dense.id, { units: 65_536 });
  expect(() => assertFits(wide, context, 1, limits)).toThrow(/The kernel of dense_1 takes/);
});

test('a graph with an error is refused by that error, since nothing behind it has a size', () => {
  const { nodes } = graph;
  const unlinked = { nodes, edges: graph.edges.slice(1) };
  expect(() => assertFits(unlinked, context, 1, limits)).toThrow(expect.objectContaining({ code: 'graph-problem' }));
});
