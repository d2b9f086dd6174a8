import { expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import { defaultProject } from '#graph/project/default-project.ts';
import { testStride } from '#state/testing/test-stride.ts';
import type { ProjectRepository } from '#storage/project-repository.ts';
import { announceOrigin, openDocument } from './document.ts';

async function opened(load: ProjectRepository['load']) {
  const { project, origin } = await openDocument({ load, save: async () => {} });
  const stride = testStride({ project });
  announceOrigin(stride, origin);
  return { project, notices: stride.notices.store.getState().notices };
}

test('a saved document is opened without a word', async () => {
  const saved = { ...defaultProject(), name: 'Mine' };
  const { project, notices } = await opened(async () => ({ kind: 'found', project: saved }));
  expect(project).toEqual(saved);
  expect(notices).toEqual([]);
});

test('a first visitor finds the lecture’s network', async () => {
  const { project, notices } = await opened(async () => ({ kind: 'none' }));
  expect(project).toEqual(defaultProject());
  expect(notices).toEqual([]);
});

test('a document that was set aside is said to be so, with the reason, and offered', async () => {
  const { project, notices } = await opened(async () => ({
    kind: 'set-aside',
    record: { version: 99 },
    reason: 'It is newer.',
  }));
  expect(project).toEqual(defaultProject());
  expect(notices).toMatchObject([{ tone: 'warning', action: { label: 'Download it' } }]);
  expect(notices[0]?.message).toContain('set aside');
  expect(notices[0]?.remedy).toContain('It is newer.');
});

test('refused storage is said with a way to keep the work, and the app opens all the same', async () => {
  const refusal = new StrideError({ code: 'storage-refused', message: 'Refused.', remedy: 'Allow it.' });
  const { project, notices } = await opened(() => Promise.reject(refusal));
  expect(project).toEqual(defaultProject());
  expect(notices).toMatchObject([{ message: 'Refused.', remedy: 'Allow it.', action: { label: 'Download project' } }]);
});
