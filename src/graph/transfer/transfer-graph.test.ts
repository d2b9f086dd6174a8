import { describe, expect, test } from 'vitest';
import { analyzeGraph } from '../analyze.ts';
import { ModelBuilder } from '../model-builder.ts';
import type { ModelGraph } from '../model-graph.ts';
import { defaultOptimizer } from '../training/training-defaults.ts';
import { baseBlocks } from './base-blocks.ts';
import { trainingCost } from './training-cost.ts';
import { unfreezeBlocks } from './unfreeze-blocks.ts';

/** Three blocks, the middle one with nothing to learn, and a head. */
function network(): ModelGraph {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [8, 8, 3] });
  const scaled = model.layer('Rescaling', { scale: 1 / 255 }, input);
  const first = model.layer('Conv2D', { filters: 4, kernelSize: [3, 3] }, scaled);
  const normalized = model.layer('BatchNormalization', {}, first);
  const pooled = model.layer('MaxPooling2D', {}, normalized);
  const second = model.layer('Conv2D', { filters: 6, kernelSize: [3, 3] }, pooled);
  const end = model.layer('BatchNormalization', {}, second);
  const flat = model.layer('Flatten', {}, end);
  model.layer('Dense', { units: 2, activation: 'softmax' }, flat);
  const { nodes, edges } = model.build();
  const blocks = [undefined, 'pictures', 'one', 'one', 'pool', 'two', 'two'];
  return {
    nodes: nodes.map((node, index) => {
      const block = blocks[index];
      const isFrozen = index > 0 && index < 7;
      return { ...node, trainable: !isFrozen, ...(block === undefined ? {} : { block }) };
    }),
    edges,
  };
}

const named = (graph: ModelGraph) =>
  Object.fromEntries(
    graph.nodes.map(({ name, trainable, learningRateMultiplier }) => [name, [trainable, learningRateMultiplier]]),
  );

test('a base’s blocks are those with something to learn, in the order in which they run', () => {
  const graph = network();
  expect(baseBlocks(graph, analyzeGraph(graph))).toEqual([
    { name: 'one', parameters: 3 * 3 * 3 * 4 + 4 + 4 * 4, learnable: 3 * 3 * 3 * 4 + 4 },
    { name: 'two', parameters: 3 * 3 * 4 * 6 + 6 + 4 * 6, learnable: 3 * 3 * 4 * 6 + 6 },
  ]);
});

test('unfreezing lets the last block learn slowly, its BatchNormalization excepted, and can be taken back', () => {
  const graph = network();
  const open = unfreezeBlocks(graph, ['one', 'two'], ['two'], 0.1);
  expect(named(open)).toMatchObject({
    conv2d_1: [false, undefined],
    batch_normalization_1: [false, undefined],
    conv2d_2: [true, 0.1],
    batch_normalization_2: [false, undefined],
    dense_1: [true, undefined],
  });
  expect(analyzeGraph(open).totals.trainableParameters).toBe(3 * 3 * 4 * 6 + 6 + 2 * 6 + 2);
  expect(unfreezeBlocks(open, ['one', 'two'], [], 0.1)).toEqual(graph);
  expect(named(unfreezeBlocks(graph, ['one', 'two'], ['two'], 1))).toMatchObject({ conv2d_2: [true, undefined] });
});

describe('what training costs', () => {
  const adam = { batchSize: 4, optimizer: defaultOptimizer('adam') };
  const cost = (unfrozen: readonly string[], options = adam) => {
    const graph = unfreezeBlocks(network(), ['one', 'two'], unfrozen, 0.1);
    return trainingCost(graph, analyzeGraph(graph), options);
  };

  test('a frozen base counts once forward, and takes each of its outputs, of one size a few', () => {
    const { memory, forwardMultiplyAdds, trainingMultiplyAdds } = cost([]);
    const head = 2 * 6 + 2;
    const parameters = 3 * 3 * 3 * 4 + 4 + 4 * 4 + 3 * 3 * 4 * 6 + 6 + 4 * 6 + head;
    expect(memory).toMatchObject({ weights: 4 * (parameters + 2 * head), gradients: 4 * head, optimizer: 8 * head });
    // The picture of 8 × 8 × 3 numbers and its scaled one in two steps; what each convolution gives, and twice what its
    // normalization does; the pooled one, and the flat one. Of what learns, the classes.
    const passing = 3 * 192 + 3 * 144 + 36 + 3 * 6 + 6;
    expect(memory.activations).toBe(4 * 4 * (passing + 2.5 * 2));
    expect(trainingMultiplyAdds - forwardMultiplyAdds).toBe(2 * 2 * 6);
  });

  test('unfreezing more never costs less, and a batch twice as large twice the outputs', () => {
    const [none, some, all] = [[], ['two'], ['one', 'two']].map((unfrozen) => cost(unfrozen));
    expect(some!.memory.total).toBeGreaterThan(none!.memory.total);
    expect(all!.memory.total).toBeGreaterThan(some!.memory.total);
    expect(some!.trainingMultiplyAdds).toBeGreaterThan(none!.trainingMultiplyAdds);
    expect(all!.trainingMultiplyAdds).toBeGreaterThan(some!.trainingMultiplyAdds);
    expect(cost(['two'], { ...adam, batchSize: 8 }).memory.activations).toBe(2 * some!.memory.activations);
  });

  test.each([
    ['sgd', 0],
    ['adam', 2],
    ['adamw', 2],
    ['rmsprop', 1],
    ['adagrad', 1],
  ] as const)('%s keeps %i numbers a weight', (name, slots) => {
    const { memory } = cost(['two'], { batchSize: 1, optimizer: defaultOptimizer(name) });
    expect(memory.optimizer).toBe(slots * memory.gradients);
  });
});
