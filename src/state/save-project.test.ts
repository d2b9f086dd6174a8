import { beforeEach, expect, test, vi } from 'vitest';
import type { ProjectEngine } from '#protocol/project.ts';
import { cancelSaving, chooseProjectParts, hearProjectFile, saveProject } from './save-project.ts';
import { fakeEngine, refusing } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';

const download = vi.hoisted(() => vi.fn());
vi.mock('./download-blob.ts', () => ({ downloadBlob: download }));
vi.mock('./download-json.ts', () => ({ downloadJson: download }));
beforeEach(() => download.mockClear());

const sizes = { document: { bytes: 10 }, weights: { parameters: 2, bytes: 8 }, dataset: null, runs: null };
const parts = { weights: true, dataset: false, runs: false };

function strideWith(given: Partial<ProjectEngine>) {
  const project = refusing<ProjectEngine>({ measure: async () => sizes, ...given });
  return testStride({ engine: fakeEngine({ project }) });
}

test('sizes are shown, then the file is written with its progress, and handed over', async () => {
  const shown: unknown[] = [];
  const stride = strideWith({
    write: async ({ job }) => {
      hearProjectFile(stride, { type: 'project-written', job, done: 5, total: 18 });
      shown.push(stride.projectFile.getState().saving);
      return new Blob(['file']);
    },
  });
  await chooseProjectParts(stride);
  expect(stride.view.getState().overlay).toBe('download-project');
  expect(stride.projectFile.getState().saving).toMatchObject({ phase: 'choosing', sizes });
  await saveProject(stride, parts);
  expect(shown).toMatchObject([{ phase: 'writing', done: 5, total: 18 }]);
  expect(download).toHaveBeenCalledWith(expect.stringMatching(/\.stride$/), expect.any(Blob));
  expect(stride.projectFile.getState().saving.phase).toBe('none');
});

test('the document alone goes as text, which needs no engine', async () => {
  const stride = strideWith({ measure: () => Promise.reject(new Error('none')) });
  await chooseProjectParts(stride);
  await saveProject(stride, { weights: false, dataset: false, runs: false });
  expect(download).toHaveBeenCalledWith(expect.stringMatching(/\.stride\.json$/), stride.project.getProject());
});

test('a full disk is said, a cancelled file is not', async () => {
  const full = { code: 'storage-full', message: 'The space is used up.', remedy: 'Free some.' };
  const stride = strideWith({ write: () => Promise.reject(full) });
  await chooseProjectParts(stride);
  await saveProject(stride, parts);
  expect(stride.projectFile.getState().saving).toMatchObject({ fault: { message: full.message } });

  let refuse: (fault: object) => void = () => {};
  const cancelled = strideWith({
    write: () =>
      new Promise((_, reject) => {
        refuse = reject;
      }),
    cancel: async () => refuse({ code: 'cancelled', message: 'x', remedy: 'x' }),
  });
  await chooseProjectParts(cancelled);
  const saving = saveProject(cancelled, parts);
  cancelSaving(cancelled);
  await saving;
  expect(cancelled.projectFile.getState().saving).toMatchObject({ phase: 'choosing', fault: null });
  expect(download).not.toHaveBeenCalled();
});
