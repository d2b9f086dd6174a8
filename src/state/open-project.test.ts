import { expect, test, vi } from 'vitest';
import { defaultProject } from '#graph/project/default-project.ts';
import type { ImportOutcome, PictureLibrary } from '#protocol/library.ts';
import type { OpenedProject, ProjectEngine } from '#protocol/project.ts';
import { cancelOpening, dismissProject, openWholeProject, replaceByOpenedProject } from './open-project.ts';
import { fakeEngine, refusing } from './testing/fake-engine.ts';
import { fakeLibrary } from './testing/fake-library.ts';
import { testStride } from './testing/test-stride.ts';

const settings = { height: 8, width: 8, channels: 3, fit: 'stretch' } as const;
const theirs = { ...defaultProject(), name: 'Theirs', seed: 77, dataset: 'library:there' };
const opened: OpenedProject = {
  id: 'project-1',
  project: theirs,
  savedAt: 1,
  weights: { parameters: 3, graph: theirs.graph },
  dataset: {
    id: 'library:there',
    name: 'Cats',
    settings,
    classNames: ['b', 'a'],
    pictures: 2,
    contentHash: 'same',
    archive: new Blob(['zip']),
  },
  runs: 4,
};
const file = new File(['anything'], 'theirs.stride');
const finished: ImportOutcome = {
  job: '',
  dataset: 'library:new',
  end: 'finished',
  added: 2,
  skipped: 0,
  lines: [],
  milliseconds: 1,
};

function surroundings(outcome: Partial<ImportOutcome> = {}, library: Partial<PictureLibrary> = {}) {
  const calls: string[] = [];
  const project = refusing<ProjectEngine>({
    open: async () => opened,
    forget: async () => {},
    keepRuns: async (_, dataset) => calls.push(`runs of ${dataset}`),
    adopt: async () => calls.push('weights') > 0,
  });
  const stride = testStride({
    engine: fakeEngine({ project }),
    library: fakeLibrary({
      createDataset: async (name) => {
        calls.push(`create ${name}`);
        return { id: 'library:new', name, sampleCount: 0, classNames: [], bytes: 0, createdAt: 1, deletedAt: null };
      },
      addClass: async (_, name) => void calls.push(`class ${name}`),
      importFiles: async ({ entries }) => {
        calls.push(`import ${entries.map(({ path }) => path)}`);
        return { ...finished, ...outcome };
      },
      describe: async () => ({ contentHash: 'same' }) as never,
      purgeDataset: async (id) => void calls.push(`purge ${id}`),
      ...library,
    }),
  });
  return { stride, calls };
}

test('what a file holds is shown first; then its pictures, document, weights and runs come in, in this order', async () => {
  const { stride, calls } = surroundings();
  const mine = stride.project.getProject();
  await openWholeProject(stride, file);
  expect(stride.projectFile.getState().opening).toMatchObject({ phase: 'ready', fileName: 'theirs.stride' });
  expect(stride.project.getProject()).toBe(mine);
  await replaceByOpenedProject(stride);
  expect(calls).toEqual(['create Cats', 'class b', 'class a', 'import data-set.zip', 'weights', 'runs of library:new']);
  expect(stride.project.getProject()).toEqual({ ...theirs, dataset: 'library:new' });
  expect(stride.training.getState().trainedGraph).toBe(stride.project.getProject().graph);
  expect((await stride.kept.list()).map(({ project }) => project)).toEqual([mine]);
  stride.project.undo();
  expect(stride.project.getProject()).toEqual(mine);
});

test('a data set that is here already is not brought in again', async () => {
  const here = { id: 'library:here', name: 'Mine', sampleCount: 2, classNames: [], bytes: 1, createdAt: 1 };
  const { stride, calls } = surroundings(
    {},
    {
      listDatasets: async () => [{ ...here, deletedAt: null }],
      describe: async () => ({ contentHash: 'same', settings }) as never,
    },
  );
  await openWholeProject(stride, file);
  await replaceByOpenedProject(stride);
  expect(calls).toEqual(['weights', 'runs of library:here']);
  expect(stride.project.getProject().dataset).toBe('library:here');
});

test.each([
  ['full', { end: 'full' }, /do not fit/],
  ['damaged', { added: 0, lines: [{ kind: 'skipped', path: 'a', reason: 'It is damaged.', remedy: '' }] }, /damaged/],
  ['cancelled', { end: 'cancelled' }, null],
] as const)('where the pictures are %s nothing is replaced and nothing stays', async (_, outcome, message) => {
  const { stride, calls } = surroundings(outcome);
  const mine = stride.project.getProject();
  await openWholeProject(stride, file);
  await replaceByOpenedProject(stride);
  expect(calls.slice(-2)).toEqual(['import data-set.zip', 'purge library:new']);
  expect(stride.project.getProject()).toBe(mine);
  expect(stride.projectFile.getState().opening).toMatchObject({
    phase: 'ready',
    fault: message && { message: expect.stringMatching(message) },
  });
  expect(stride.libraryState.getState().jobs).toEqual([]);
});

test('closing the dialog while pictures come in ends the import', async () => {
  const cancelImport = vi.fn(async () => {});
  let end: (outcome: ImportOutcome) => void = () => {};
  const importing = new Promise<ImportOutcome>((resolve) => {
    end = resolve;
  });
  const { stride } = surroundings({}, { cancelImport, importFiles: () => importing });
  await openWholeProject(stride, file);
  const replacing = replaceByOpenedProject(stride);
  await expect.poll(() => stride.projectFile.getState().opening.phase).toBe('importing');
  dismissProject(stride);
  cancelOpening(stride);
  expect(cancelImport).toHaveBeenCalledTimes(2);
  end({ ...finished, end: 'cancelled' });
  await replacing;
  expect(stride.projectFile.getState().opening.phase).toBe('ready');
});

test('a read-only tab opens nothing, and says so nowhere as if it had', async () => {
  const { stride, calls } = surroundings();
  stride.tabLock.setState({ role: 'reader' });
  const mine = stride.project.getProject();
  await openWholeProject(stride, file);
  await replaceByOpenedProject(stride);
  expect(calls).toEqual([]);
  expect(stride.project.getProject()).toBe(mine);
});

test('a refused file says why', async () => {
  const fault = { code: 'unreadable-file', message: 'theirs.stride cannot be read.', remedy: 'Ask again.' };
  const project = refusing<ProjectEngine>({ open: () => Promise.reject(fault) });
  const stride = testStride({ engine: fakeEngine({ project }) });
  await openWholeProject(stride, file);
  expect(stride.projectFile.getState().opening).toMatchObject({
    phase: 'failed',
    fault: { message: fault.message, remedy: fault.remedy },
  });
});
