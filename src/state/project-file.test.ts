import { expect, test } from 'vitest';
import { defaultProject } from '#graph/project/default-project.ts';
import { projectFileName, readProjectFile } from './project-file.ts';

test('a downloaded document reads back the same', () => {
  const project = defaultProject();
  expect(readProjectFile(JSON.stringify(project, null, 2))).toEqual({ ok: true, value: project });
});

test('a file that is no document is refused with a sentence, never with a throw', () => {
  for (const text of ['', '{', '[]', '{}', '{"version":99}', 'null']) {
    const read = readProjectFile(text);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.fault).toMatch(/\.$/);
  }
});

test('file names hold what every file system takes', () => {
  expect(projectFileName('Lecture CNN')).toBe('lecture-cnn.stride.json');
  expect(projectFileName('  ../été: 2/3 ')).toBe('été-2-3.stride.json');
  expect(projectFileName('***')).toBe('network.stride.json');
});
