import { expect, test } from 'vitest';
import { defaultProject } from '#graph/project/default-project.ts';
import { readProjectFile } from './project-file.ts';

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
