import { expect, test } from 'vitest';
import { defaultProject } from '#graph/project/default-project.ts';
import { templates } from '#graph/templates/index.ts';
import { readShared, replaceProject, shareAddress, shareMark } from './share.ts';
import { testStride } from './testing/test-stride.ts';

const other = { ...defaultProject(), name: 'Another', graph: templates[1]!.build([28, 28, 1], 10) };

test('a link shows what it holds and replaces nothing; then the network at hand is kept', async () => {
  const stride = testStride();
  const mine = stride.project.getProject();
  const address = await shareAddress(other, 'https://example.org/stride/');
  expect(address.startsWith(`https://example.org/stride/${shareMark}1.`)).toBe(true);
  await readShared(stride, new URL(address).hash);
  const { shared, overlay } = stride.view.getState();
  expect(overlay).toBe('shared');
  expect(stride.project.getProject()).toBe(mine);
  if (!shared?.ok) throw new Error('expected a document');
  expect(shared.value.name).toBe('Another');

  await replaceProject(stride, 'Open Another', shared.value);
  expect(stride.project.getProject()).toEqual(shared.value);
  expect((await stride.kept.list()).map(({ project }) => project)).toEqual([mine]);
  stride.project.undo();
  expect(stride.project.getProject()).toEqual(mine);
});

test('a damaged link says why, and nothing else happens', async () => {
  const stride = testStride();
  const mine = stride.project.getProject();
  await readShared(stride, `${shareMark}1.damaged!`);
  expect(stride.view.getState().shared).toMatchObject({ ok: false });
  expect(stride.project.getProject()).toBe(mine);
});

test('where nothing can be kept the document still opens, with a warning', async () => {
  const kept = { keep: () => Promise.reject(new Error('refused')), list: async () => [] };
  const stride = testStride({ kept });
  await replaceProject(stride, 'Open Another', other);
  expect(stride.project.getProject()).toEqual(other);
  expect(stride.notices.store.getState().notices.map(({ tone }) => tone)).toContain('warning');
});
