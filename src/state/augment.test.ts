import { beforeEach, expect, test } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import {
  addTransform,
  applyTransforms,
  discardTransforms,
  isDrafted,
  moveTransform,
  removeTransform,
  setTransform,
  shownTransforms,
} from './augment.ts';
import { transformsOf } from './augment-graph.ts';
import type { Stride } from './stride.ts';
import { testStride } from './testing/test-stride.ts';

let stride: Stride;
beforeEach(() => {
  stride = testStride();
});

const graph = () => stride.project.getProject().graph;
const shown = () => shownTransforms(graph(), stride.augment.getState()).map(({ name }) => name);

test('transforms are tried out beside the graph and applied behind the Input as one step that can be undone', () => {
  const before = graph();
  addTransform(stride, 'RandomRotation', { factor: 0.1 });
  addTransform(stride, 'RandomFlip');
  addTransform(stride, 'RandomFlip');
  expect(graph()).toBe(before);
  expect(shown()).toEqual(['random_rotation_1', 'random_flip_1', 'random_flip_2']);
  expect(isDrafted(graph(), stride.augment.getState())).toBe(true);
  removeTransform(stride, 'random_flip_1');
  moveTransform(stride, 'random_flip_2', -1);
  setTransform(stride, 'random_flip_2', { mode: 'vertical' });
  applyTransforms(stride);
  expect(transformsOf(graph()).map(({ name, config }) => [name, config])).toEqual([
    ['random_flip_2', { mode: 'vertical' }],
    ['random_rotation_1', expect.objectContaining({ factor: [-0.1, 0.1] })],
  ]);
  expect(analyzeGraph(graph(), { classCount: 10, sampleShape: [28, 28, 1] }).problems).toEqual([]);
  expect(isDrafted(graph(), stride.augment.getState())).toBe(false);
  expect(stride.project.offers().undo).toBe('Apply augmentation');
  stride.project.undo();
  expect(graph()).toBe(before);
  expect(shown()).toEqual([]);
});

test('a change of settings alone leaves the layers where they are', () => {
  addTransform(stride, 'RandomZoom');
  applyTransforms(stride);
  const [zoom] = graph().nodes.filter(({ type }) => type === 'RandomZoom');
  setTransform(stride, 'random_zoom_1', { heightFactor: [0, 0.5] });
  applyTransforms(stride);
  const [changed] = graph().nodes.filter(({ type }) => type === 'RandomZoom');
  expect(changed).toEqual({ ...zoom, config: { ...zoom!.config, heightFactor: [0, 0.5] } });
});

test('a draft gives way where the graph’s own transforms change under it', () => {
  addTransform(stride, 'RandomFlip');
  applyTransforms(stride);
  addTransform(stride, 'RandomZoom');
  expect(shown()).toEqual(['random_flip_1', 'random_zoom_1']);
  stride.project.undo();
  expect(shown()).toEqual([]);
  stride.project.redo();
  discardTransforms(stride);
  expect(shown()).toEqual(['random_flip_1']);
});

test('a value that a layer refuses is refused in words and changes nothing', () => {
  addTransform(stride, 'RandomRotation');
  const before = stride.augment.getState();
  expect(() => setTransform(stride, 'random_rotation_1', { factor: [0, 3] })).toThrow(/random_rotation_1/);
  expect(stride.augment.getState()).toBe(before);
});
