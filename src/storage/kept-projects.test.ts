import { expect, test } from 'vitest';
import { defaultProject } from '#graph/project/default-project.ts';
import { parseProject } from '#graph/project/parse-project.ts';
import { keptProjects } from './kept-projects.ts';
import { memoryRecords } from './testing/memory-records.ts';

test('the latest documents are kept, the latest first, and what cannot be read is left out of the list', async () => {
  const records = memoryRecords({ 'project/current': defaultProject() });
  const kept = keptProjects(records, parseProject);
  expect(await kept.list()).toEqual([]);
  for (let time = 1; time <= 23; time++) await kept.keep({ ...defaultProject(), name: `Number ${time}` }, time * 1000);
  const list = await kept.list();
  expect(list.map(({ time }) => time)).toEqual(Array.from({ length: 20 }, (_, index) => (23 - index) * 1000));
  expect(list[0]?.project.name).toBe('Number 23');
  records.records.set(list[3]!.key, { version: 77 });
  expect((await kept.list()).map(({ time }) => time)).not.toContain(20_000);
  expect(records.records.has('project/current')).toBe(true);
});
