import { expect, test } from 'vitest';
import { failure, success } from '#base/result.ts';
import { emptyGraph } from '#graph/model-graph.ts';
import type { Project } from '#graph/project/project.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { projectRepository } from './project-repository.ts';
import { memoryRecords } from './testing/memory-records.ts';

const project: Project = {
  version: 1,
  name: 'Digits',
  graph: emptyGraph,
  training: defaultTrainingSettings,
  dataset: 'mnist',
  seed: 1,
};

const acceptVersionOne = (record: unknown) =>
  typeof record === 'object' && record !== null && 'version' in record && record.version === 1
    ? success(record as Project)
    : failure('version: expected 1');

test('what is saved is found again', async () => {
  const repository = projectRepository(memoryRecords(), acceptVersionOne);
  expect(await repository.load()).toEqual({ kind: 'none' });
  await repository.save(project);
  expect(await repository.load()).toEqual({ kind: 'found', project });
});

test('a record that does not parse is set aside with its content and reason, and the next load starts clean', async () => {
  const broken = { version: 99, graph: 'from the future' };
  const store = memoryRecords({ 'project/current': broken });
  const repository = projectRepository(store, acceptVersionOne);
  expect(await repository.load()).toEqual({ kind: 'set-aside', record: broken, reason: 'version: expected 1' });
  expect(store.aside).toEqual([{ time: 0, reason: 'version: expected 1', record: broken }]);
  expect(await repository.load()).toEqual({ kind: 'none' });
  await repository.save(project);
  expect(store.aside).toHaveLength(1);
});

test('refused storage rejects, it does not pass for an empty one', async () => {
  const refused = () => Promise.reject(new Error('refused'));
  const store = { ...memoryRecords(), get: refused, put: refused, setAside: refused };
  const repository = projectRepository(store, acceptVersionOne);
  await expect(repository.load()).rejects.toThrow('refused');
  await expect(repository.save(project)).rejects.toThrow('refused');
});
