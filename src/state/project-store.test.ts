import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultProject } from '#graph/project/default-project.ts';
import type { Project } from '#graph/project/project.ts';
import { createProjectStore } from './project-store.ts';

const rename = (name: string) => (project: Project) => (project.name === name ? project : { ...project, name });

test('undo and redo walk the same documents, and say which step they take', () => {
  const names = fc.array(fc.string({ maxLength: 8 }), { maxLength: 12 });
  fc.assert(
    fc.property(names, (edits) => {
      const store = createProjectStore(defaultProject());
      const trail = [{ project: store.getProject(), step: '' }];
      for (const [index, name] of edits.entries()) {
        const before = store.getProject();
        store.edit(`Step ${index}`, rename(name));
        if (store.getProject() !== before) trail.push({ project: store.getProject(), step: `Step ${index}` });
      }
      for (let at = trail.length - 1; at > 0; at--) {
        expect(store.offers().undo).toBe(trail[at]!.step);
        store.undo();
        expect(store.getProject()).toBe(trail[at - 1]!.project);
        expect(store.offers().redo).toBe(trail[at]!.step);
      }
      expect(store.offers().undo).toBeNull();
      for (let at = 1; at < trail.length; at++) {
        store.redo();
        expect(store.getProject()).toBe(trail[at]!.project);
      }
      expect(store.offers().redo).toBeNull();
    }),
  );
});

test('the changes of one gesture are one step; the next gesture is another', () => {
  const store = createProjectStore(defaultProject());
  const first = store.getProject();
  for (const name of ['a', 'ab', 'abc']) store.edit('Rename project', rename(name), 'name');
  store.endGesture();
  for (const name of ['x', 'xy']) store.edit('Rename project', rename(name), 'name');
  expect(store.getProject().name).toBe('xy');
  store.undo();
  expect(store.getProject().name).toBe('abc');
  store.undo();
  expect(store.getProject()).toBe(first);
  expect(store.offers()).toEqual({ undo: null, redo: 'Rename project' });
});

test('a gesture does not swallow the step before it, nor go on after an undo', () => {
  const store = createProjectStore(defaultProject());
  store.edit('Set name', rename('set'));
  store.edit('Drag', rename('drag 1'), 'drag');
  store.edit('Drag', rename('drag 2'), 'drag');
  store.undo();
  expect(store.getProject().name).toBe('set');
  store.edit('Drag', rename('drag 3'), 'drag');
  store.undo();
  expect(store.getProject().name).toBe('set');
});

test('a change that changes nothing is no step', () => {
  const store = createProjectStore(defaultProject());
  store.edit('Nothing', (project) => project);
  expect(store.offers().undo).toBeNull();
});

test('a new edit drops what could have been redone', () => {
  const store = createProjectStore(defaultProject());
  store.edit('One', rename('one'));
  store.undo();
  store.edit('Two', rename('two'));
  expect(store.offers()).toEqual({ undo: 'Two', redo: null });
});

test('an opened document starts without history', () => {
  const store = createProjectStore(defaultProject());
  store.edit('One', rename('one'));
  store.open({ ...defaultProject(), name: 'Other' });
  expect(store.offers()).toEqual({ undo: null, redo: null });
  expect(store.getProject().name).toBe('Other');
});
