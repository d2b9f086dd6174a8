import { expect, test } from 'vitest';
import { product } from '#base/math.ts';
import { analyzeGraph } from '../analyze.ts';
import { summarize } from '../summary.ts';
import { templates } from './index.ts';

const parameters28 = {
  'lecture-cnn': 225_034,
  'lenet-5': 61_706,
};

const datasets = [
  { sampleShape: [28, 28, 1], classCount: 10 },
  { sampleShape: [32, 32, 3], classCount: 5 },
  { sampleShape: [64, 96, 3], classCount: 2 },
];

test.each(templates.flatMap((template) => datasets.map((context) => ({ template, context }))))(
  '$template.name has no problems for $context.sampleShape and $context.classCount classes',
  ({ template, context }) => {
    const graph = template.build(context.sampleShape, context.classCount);
    const analysis = analyzeGraph(graph, context);
    expect(analysis.problems).toEqual([]);
    expect(analysis.nodes.size).toBe(graph.nodes.length);
    expect(graph.nodes.slice(0, 2).map(({ type }) => type)).toEqual(['Input', 'Rescaling']);
    expect(new Set(graph.nodes.map(({ position }) => `${position.x} ${position.y}`)).size).toBe(graph.nodes.length);
  },
);

test.each(Object.entries(parameters28))('%s has %i parameters on digits', (id, count) => {
  const graph = templates.find((template) => template.id === id)!.build([28, 28, 1], 10);
  expect(analyzeGraph(graph).totals.parameters).toBe(count);
});

test('every other template is small enough to train in a lecture', () => {
  for (const template of templates) {
    const { totals } = analyzeGraph(template.build([28, 28, 1], 10));
    expect(totals.parameters).toBeLessThan(250_000);
    expect(totals.multiplyAdds).toBeLessThan(20_000_000);
  }
});

test('the lecture’s network is Keras’s table, row by row', () => {
  const graph = templates[0]!.build([28, 28, 1], 10);
  const rows = summarize(graph, analyzeGraph(graph));
  expect(rows.map(({ name, output, parameters }) => [name, output, parameters])).toEqual([
    ['input_1', [28, 28, 1], 0],
    ['rescaling_1', [28, 28, 1], 0],
    ['conv2d_1', [26, 26, 32], 320],
    ['max_pooling2d_1', [13, 13, 32], 0],
    ['conv2d_2', [11, 11, 64], 18496],
    ['max_pooling2d_2', [5, 5, 64], 0],
    ['flatten_1', [1600], 0],
    ['dense_1', [128], 204928],
    ['dense_2', [10], 1290],
  ]);
  expect(rows.map(({ connectedTo }) => connectedTo)).toEqual([[], ...rows.slice(0, -1).map(({ name }) => [name])]);
  expect(analyzeGraph(graph).totals.activationBytes).toBe(
    rows.reduce((bytes, { output }) => bytes + 4 * product(output!), 0),
  );
});

test('the short cuts of the small ResNet stand beside their blocks, not under them', () => {
  const graph = templates.find(({ id }) => id === 'small-resnet')!.build([32, 32, 3], 10);
  for (const a of graph.nodes) {
    for (const b of graph.nodes) {
      const apart = Math.abs(a.position.x - b.position.x) >= 240 || Math.abs(a.position.y - b.position.y) >= 72;
      expect(a === b || apart).toBe(true);
    }
  }
});
