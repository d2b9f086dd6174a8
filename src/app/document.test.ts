import { expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import { defaultProject } from '#graph/project/default-project.ts';
import type { ProjectRepository } from '#storage/project-repository.ts';
import { openDocument } from './document.ts';

const repository = (load: ProjectRepository['load']): ProjectRepository => ({ load, save: async () => {} });

test('a saved document is opened without a word', async () => {
  const project = { ...defaultProject(), name: 'Mine' };
  expect(await openDocument(repository(async () => ({ kind: 'found', project })))).toEqual({ project, notice: null });
});

test('a first visitor finds the lecture’s network', async () => {
  const { project, notice } = await openDocument(repository(async () => ({ kind: 'none' })));
  expect(project).toEqual(defaultProject());
  expect(notice).toBeNull();
});

test('a document that was set aside is said to be so, and offered', async () => {
  const { project, notice } = await openDocument(
    repository(async () => ({ kind: 'set-aside', record: { version: 99 }, reason: 'It is newer.' })),
  );
  expect(project).toEqual(defaultProject());
  expect(notice).toMatchObject({ tone: 'warning', action: { label: 'Download it' } });
  expect(notice?.message).toContain('set aside');
  expect(notice?.message).toContain('It is newer.');
});

test('refused storage is said, and the app opens all the same', async () => {
  const refusal = new StrideError({ code: 'storage-refused', message: 'Refused.', remedy: 'Allow it.' });
  const { project, notice } = await openDocument(repository(() => Promise.reject(refusal)));
  expect(project).toEqual(defaultProject());
  expect(notice).toEqual({ tone: 'warning', message: 'Refused.', remedy: 'Allow it.' });
});
