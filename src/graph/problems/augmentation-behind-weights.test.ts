import { expect, test } from 'vitest';
import { analyzeGraph } from '../analyze.ts';
import { ModelBuilder } from '../model-builder.ts';

test('an augmentation behind a layer that learns is refused, and moving it to the front mends it', () => {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [8, 8, 3] });
  const pooled = model.layer('MaxPooling2D', {}, input);
  const early = model.layer('RandomFlip', {}, pooled);
  const convolved = model.layer('Conv2D', { filters: 2 }, early);
  const late = model.layer('RandomRotation', { factor: [0.1, 0.2] }, convolved);
  model.layer('Flatten', {}, late);
  const graph = model.build();
  const { problems } = analyzeGraph(graph);
  expect(problems.map(({ code, nodes }) => [code, nodes[0]])).toEqual([['augmentation-behind-weights', late]]);
  const mended = problems[0]!.repairs[0]!.apply(graph);
  expect(analyzeGraph(mended).problems).toEqual([]);
  const moved = mended.nodes.find(({ name }) => name === 'random_rotation_1')!;
  expect(moved.config).toMatchObject({ factor: [0.1, 0.2] });
  expect(mended.edges).toContainEqual({ source: input, target: moved.id });
});
