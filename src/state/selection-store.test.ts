import { expect, test } from 'vitest';
import { removeNodes } from '#graph/edits/remove-nodes.ts';
import type { NodeId } from '#graph/model-graph.ts';
import { addLayer, editGraph } from './edit-graph.ts';
import { testStride } from './testing/test-stride.ts';

const newStride = () => testStride();

test('a layer whose addition is undone is no longer selected', () => {
  const stride = newStride();
  const added = addLayer(stride, 'Dropout');
  expect(stride.selection.get()).toEqual([added]);
  stride.project.undo();
  expect(stride.selection.get()).toEqual([]);
});

test('of several selected layers those that remain stay selected, in order', () => {
  const stride = newStride();
  const [first, second, third] = stride.project.getProject().graph.nodes.map(({ id }) => id) as [
    NodeId,
    NodeId,
    NodeId,
  ];
  stride.selection.select([third, first, second]);
  editGraph(stride, 'Delete a layer', (graph) => removeNodes(graph, [first]));
  expect(stride.selection.get()).toEqual([third, second]);
});

test('a layer that does not exist cannot be selected', () => {
  const stride = newStride();
  stride.selection.select(['nowhere' as NodeId]);
  expect(stride.selection.get()).toEqual([]);
});
