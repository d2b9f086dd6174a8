import { expect, it } from 'vitest';
import type { NodeId } from '#graph/model-graph.ts';
import { changedSelection } from './changed-selection.ts';

const ids = (...names: string[]) => names as NodeId[];

it('puts what is newly selected last, where the settings look for it', () => {
  expect(changedSelection(ids('a', 'b'), [{ id: 'c', selected: true }])).toEqual(['a', 'b', 'c']);
  expect(changedSelection(ids('a', 'b'), [{ id: 'a', selected: true }])).toEqual(['b', 'a']);
});

it('takes away what is no longer selected', () => {
  const changes = [
    { id: 'a', selected: false },
    { id: 'c', selected: true },
  ];
  expect(changedSelection(ids('a', 'b'), changes)).toEqual(['b', 'c']);
});
