/** What the Data workspace's actions ask of the library, and what they show of its answers. */
import { expect, test, vi } from 'vitest';
import type { HostedDataset } from '#data/hosted-datasets.ts';
import { defaultProject } from '#graph/project/default-project.ts';
import type { ImportOutcome, PictureLibrary, SourceEntry } from '#protocol/library.ts';
import { createDataset, deleteDataset, trainOn } from './library-datasets.ts';
import { deleteSamples, moveClass, moveSamples, undoEdit } from './library-edits.ts';
import { startLibrary } from './library-events.ts';
import { cancelImport, importEntries, importHosted, recordFrame } from './library-import.ts';
import { openInData, showMoreLines } from './library-open.ts';
import { shownDataset } from './library-store.ts';
import { repairsOf } from './problem-repairs.ts';
import { type FakeLibrary, fakeLibrary } from './testing/fake-library.ts';
import { syntheticId, syntheticLibrary } from './testing/synthetic-library.ts';
import { testStride } from './testing/test-stride.ts';

const entries = [{ path: 'cat/a.png', file: new Blob() }];

function strideOf(library: FakeLibrary, dataset = syntheticId) {
  return testStride({ library, project: { ...defaultProject(), dataset } });
}

/** A library of 30 pictures, which lies open. */
async function opened(parts: Partial<PictureLibrary> = {}) {
  const library: FakeLibrary = Object.assign(
    syntheticLibrary({ sampleCount: 30, classNames: ['cat', 'dog', 'fox'] }),
    parts,
  );
  const stride = strideOf(library);
  await startLibrary(stride);
  await openInData(stride, syntheticId);
  const shown = () => shownDataset(stride.libraryState.getState());
  return { stride, library, shown, notices: () => stride.notices.store.getState().notices };
}

function outcome(part: Partial<ImportOutcome> = {}): ImportOutcome {
  const whole = {
    job: '',
    dataset: syntheticId,
    end: 'finished',
    added: 1,
    skipped: 0,
    lines: [],
    milliseconds: 1,
  } as const;
  return { ...whole, ...part };
}

test('a data set lies open with its samples', async () => {
  const { stride, shown } = await opened();
  expect(stride.libraryState.getState().datasets?.map(({ id }) => id)).toEqual([syntheticId]);
  expect(shown()?.columns.ids).toHaveLength(30);
});

test('an answer for a data set that was left meanwhile is left out', async () => {
  const { stride, library, shown } = await opened();
  const slow = library.describe(syntheticId);
  Object.assign(library, { describe: () => new Promise(() => undefined) });
  void openInData(stride, 'library:slow');
  Object.assign(library, { describe: () => slow });
  await openInData(stride, syntheticId);
  expect(shown()?.id).toBe(syntheticId);
});

test('deleting samples is shown with Undo, which brings them back', async () => {
  const { stride, shown, notices } = await opened();
  stride.libraryState.setState({ selected: new Set([1, 2, 3]), active: 2 });
  expect(await deleteSamples(stride, [1, 2])).toBe(true);
  expect(shown()?.columns.ids).toHaveLength(28);
  expect([...stride.libraryState.getState().selected]).toEqual([3]);
  expect(stride.libraryState.getState().active).toBeNull();
  const [notice] = notices();
  expect(notice).toMatchObject({ message: 'Deleted 2', action: { label: 'Undo' } });
  notice?.action?.perform();
  await expect.poll(() => shown()?.columns.ids).toHaveLength(30);
});

test('only the last edit offers Undo', async () => {
  const { stride, notices } = await opened();
  await deleteSamples(stride, [1]);
  await deleteSamples(stride, [2, 3]);
  expect(notices().map(({ message }) => message)).toEqual(['Deleted 2']);
  await undoEdit(stride);
  expect(notices().map(({ message }) => message)).toEqual(['Undone: Deleted 2.']);
});

test('moving to a class that is not there makes it first', async () => {
  const names = ['cat', 'dog', 'fox'];
  const base = syntheticLibrary({ sampleCount: 30, classNames: names });
  const moveSamplesSpy = vi.fn(async () => undefined);
  const { stride } = await opened({
    addClass: async (_, name) => void names.push(name),
    describe: async (id) => ({ ...(await base.describe(id)), classNames: [...names] }),
    moveSamples: moveSamplesSpy,
  });
  await moveSamples(stride, [4], 'wolf');
  expect(moveSamplesSpy).toHaveBeenCalledWith(syntheticId, [4], 3);
  await moveSamples(stride, [4], 'dog');
  expect(moveSamplesSpy).toHaveBeenLastCalledWith(syntheticId, [4], 1);
});

test('a class moves to its place, and not beyond the ends', async () => {
  const reorderClasses = vi.fn(async () => undefined);
  const { stride } = await opened({ reorderClasses });
  await moveClass(stride, 2, 0);
  expect(reorderClasses).toHaveBeenCalledWith(syntheticId, [2, 0, 1]);
  expect(await moveClass(stride, 0, -1)).toBe(false);
  expect(await moveClass(stride, 2, 3)).toBe(false);
  expect(reorderClasses).toHaveBeenCalledOnce();
});

test('of many lines about files the latest are there at first, and more when they are asked for', async () => {
  const lines = Array.from({ length: 250 }, (_, number) => ({
    kind: number < 240 ? ('skipped' as const) : ('note' as const),
    path: `${number}.png`,
    reason: 'It is empty.',
    remedy: '',
  }));
  const stride = strideOf(syntheticLibrary({ sampleCount: 1, classNames: ['cat'], lines }));
  await openInData(stride, syntheticId);
  const shown = () => shownDataset(stride.libraryState.getState());
  expect(shown()?.description).toMatchObject({ skippedCount: 240, noteCount: 10 });
  expect(shown()?.lines).toEqual(lines.slice(-100));
  await showMoreLines(stride);
  await showMoreLines(stride);
  expect(shown()?.lines).toEqual(lines);
});

test('an edit that is refused is shown, and nothing else', async () => {
  const fault = { code: 'class-exists', message: 'There is a class cat.', remedy: 'Merge them.' };
  const { stride, notices } = await opened({ moveSamples: () => Promise.reject(fault) });
  expect(await moveSamples(stride, [1], 'cat')).toBe(false);
  expect(notices()).toMatchObject([{ tone: 'error', message: 'There is a class cat.', remedy: 'Merge them.' }]);
});

test('an import is a job with its progress until it ends, then is summed up', async () => {
  let finish: (outcome: ImportOutcome) => void = () => undefined;
  const importFiles = vi.fn(
    (_: { readonly job: string }) => new Promise<ImportOutcome>((resolve) => (finish = resolve)),
  );
  const cancelled = vi.fn(async () => undefined);
  const { stride, library, notices } = await opened({ importFiles, cancelImport: cancelled });
  const importing = importEntries(stride, { entries, label: 'pets.zip', datasetName: 'pets' });
  await expect.poll(() => importFiles.mock.calls).toHaveLength(1);
  const job = importFiles.mock.calls[0]?.[0].job ?? '';
  expect(importFiles).toHaveBeenCalledWith({ job, dataset: syntheticId, entries });
  const progress = {
    job,
    dataset: syntheticId,
    done: 1,
    total: 9,
    added: 1,
    skipped: 0,
    bytes: 1,
    imagesPerSecond: 1,
    millisecondsLeft: 8,
  };
  library.emit({ type: 'import-progress', progress });
  expect(stride.libraryState.getState().jobs).toMatchObject([{ label: 'pets.zip', progress: { done: 1, total: 9 } }]);
  await cancelImport(stride, job);
  expect(cancelled).toHaveBeenCalledWith(job);
  expect(stride.libraryState.getState().jobs).toMatchObject([{ isCancelling: true }]);
  finish(outcome({ end: 'cancelled', added: 4 }));
  await importing;
  expect(stride.libraryState.getState().jobs).toEqual([]);
  expect(notices()).toMatchObject([{ message: 'pets.zip was cancelled: 4 pictures added. What is in stays in.' }]);
});

const manyEntries = Array.from({ length: 120 }, (_, index) => ({ path: `${index}.png`, file: new Blob() }));

test('many files are handed over in pieces, in their order', async () => {
  const handed: string[] = [];
  const hand = (pieces: readonly SourceEntry[]) => {
    expect(pieces.length).toBeLessThanOrEqual(50);
    handed.push(...pieces.map(({ path }) => path));
  };
  const { stride } = await opened({
    offerFiles: async (_, pieces) => hand(pieces),
    importFiles: async (request) => {
      hand(request.entries);
      return outcome({ added: 120 });
    },
  });
  await importEntries(stride, { entries: manyEntries, label: 'pets', datasetName: 'pets' });
  expect(handed).toEqual(manyEntries.map(({ path }) => path));
});

test('an import that is cancelled while its files are handed over does not begin', async () => {
  const importFiles = vi.fn(async () => outcome({}));
  const { stride, notices } = await opened({
    offerFiles: (job) => cancelImport(stride, job),
    cancelImport: async () => undefined,
    importFiles,
  });
  await importEntries(stride, { entries: manyEntries, label: 'pets', datasetName: 'pets' });
  expect(importFiles).not.toHaveBeenCalled();
  expect(notices()).toMatchObject([{ message: 'pets was cancelled.' }]);
});

test.each([
  { part: { skipped: 2, added: 1 }, tone: 'warning', said: /1 picture added, 2 skipped/ },
  { part: { end: 'full', added: 1200 }, tone: 'error', said: /space ran out.*1,200 pictures/ },
] as const)('$part is summed up as $tone', async ({ part, tone, said }) => {
  const { stride, notices } = await opened({ importFiles: async () => outcome(part) });
  await importEntries(stride, { entries, label: 'pets', datasetName: 'pets' });
  expect(notices()).toMatchObject([{ tone, message: expect.stringMatching(said) }]);
});

test('pictures recorded while no own data set is open go to one new data set, however many come at once', async () => {
  const created = vi.fn(async (name: string) => ({ ...(await base.listDatasets())[0]!, name }));
  const base = syntheticLibrary({ sampleCount: 3, classNames: ['cat'] });
  const addFrame = vi.fn(async () => 1);
  const stride = strideOf(
    Object.assign(syntheticLibrary({ sampleCount: 3, classNames: ['cat'] }), { createDataset: created, addFrame }),
    'mnist',
  );
  const frame = {} as ImageBitmap;
  const kept = await Promise.all([1, 2, 3].map(() => recordFrame(stride, 'cat', frame)));
  expect(kept).toEqual([true, true, true]);
  expect(created).toHaveBeenCalledOnce();
  expect(addFrame).toHaveBeenCalledTimes(3);
});

const fashion: HostedDataset = {
  id: 'fashion-mnist',
  name: 'Fashion-MNIST',
  about: '',
  licence: 'MIT',
  home: '',
  bytes: 1,
  sampleCount: 1,
  classNames: [],
  settings: { height: 28, width: 28, channels: 1 },
  files: [],
};

async function openedBeside(parts: Partial<PictureLibrary>, fresh: { readonly sampleCount?: number } = {}) {
  const purgeDataset = vi.fn(async () => undefined);
  const created = await opened({ purgeDataset, ...parts });
  const { library } = created;
  const [first] = await library.listDatasets();
  const described = await library.describe(syntheticId);
  Object.assign(library, {
    createDataset: async () => ({ ...first, id: 'library:new' }),
    describe: async (id: string) => (id === 'library:new' ? { ...described, sampleCount: 0, ...fresh } : described),
  });
  return { ...created, purgeDataset };
}

test('a hosted data set that could not be fetched leaves nothing behind but the reason, and is tried again at a click', async () => {
  const offline = { code: 'offline', message: 'The network is not there.', remedy: 'Connect and try again.' };
  const importing = vi.fn(() => Promise.reject(offline));
  const { stride, notices, purgeDataset } = await openedBeside({ importHosted: importing });
  await importHosted(stride, fashion);
  expect(purgeDataset).toHaveBeenCalledWith('library:new');
  expect(notices()).toMatchObject([{ tone: 'error', message: 'The network is not there.' }]);
  expect(stride.libraryState.getState().open?.id).toBe(syntheticId);
  notices()[0]?.action?.perform();
  await expect.poll(() => importing.mock.calls.length).toBe(2);
});

test('a hosted data set that was cancelled before a picture came leaves nothing behind; with pictures it stays', async () => {
  for (const added of [0, 7]) {
    const { stride, notices, purgeDataset } = await openedBeside({
      importHosted: async () => outcome({ end: 'cancelled', added }),
    });
    await importHosted(stride, fashion);
    expect(purgeDataset).toHaveBeenCalledTimes(added === 0 ? 1 : 0);
    expect(notices()[0]?.message).toMatch(added === 0 ? /cancelled\.$/ : /7 pictures added\. What is in stays in\.$/);
  }
});

test('what another import brought into a data set stays, whatever becomes of the fetching', async () => {
  const offline = { code: 'offline', message: 'The network is not there.', remedy: 'Connect and try again.' };
  const { stride, purgeDataset } = await openedBeside(
    { importHosted: () => Promise.reject(offline) },
    { sampleCount: 600 },
  );
  await importHosted(stride, fashion);
  expect(purgeDataset).not.toHaveBeenCalled();
});

test('a job knows what has come over the network, then what has been read', async () => {
  const { stride, library } = await opened({ importFiles: () => new Promise(() => undefined) });
  void importEntries(stride, { entries, label: 'pets', datasetName: 'pets' });
  await expect.poll(() => stride.libraryState.getState().jobs.length).toBe(1);
  const [job] = stride.libraryState.getState().jobs;
  const download = { job: job!.job, received: 10, total: 40, millisecondsLeft: 300 };
  library.emit({ type: 'import-download', download });
  expect(stride.libraryState.getState().jobs).toMatchObject([{ download, progress: null }]);
});

test('deleting the data set that is trained on leads the project to another, and Undo back', async () => {
  const { stride, notices } = await opened({
    deleteDataset: async () => undefined,
    restoreDataset: async () => undefined,
  });
  await deleteDataset(stride, syntheticId);
  expect(stride.project.getProject().dataset).toBe('mnist');
  notices()[0]?.action?.perform();
  await expect.poll(() => stride.project.getProject().dataset).toBe(syntheticId);
});

test('training on another data set is a step of the document', async () => {
  const { stride } = await opened();
  trainOn(stride, 'mnist');
  expect(stride.project.offers().undo).toBe('Train on MNIST digits');
  stride.project.undo();
  expect(stride.project.getProject().dataset).toBe(syntheticId);
});

test('a library that cannot be reached says so', async () => {
  const gone = { code: 'gone', message: 'The library could not be loaded.', remedy: 'Reload.' };
  const stride = strideOf(fakeLibrary({ listen: () => Promise.reject(gone) }));
  await startLibrary(stride);
  expect(await createDataset(stride, 'pets')).toBeNull();
  expect(stride.notices.store.getState().notices[0]).toMatchObject({ message: gone.message });
});

test('an edit is taken back by its notice in its own data set when another has been opened meanwhile', async () => {
  const { stride, library, notices } = await opened();
  await deleteSamples(stride, [1]);
  const undo = vi.spyOn(library, 'undoEdit');
  await openInData(stride, 'mnist');
  notices()[0]?.action?.perform();
  expect(undo).toHaveBeenCalledExactlyOnceWith(syntheticId);
});

test('pictures that do not fit the network can be made to, in place of the network', async () => {
  const settings = vi.fn(async () => {});
  const { stride } = await opened({ setSettings: settings });
  stride.dataset.setState(
    {
      phase: 'ready',
      id: syntheticId,
      info: {
        id: syntheticId,
        name: 'Pets',
        sampleCount: 30,
        sampleShape: [96, 96, 3],
        classNames: ['cat', 'dog', 'fox'],
        countByClass: [10, 10, 10],
      },
    },
    true,
  );
  const problem = stride.analysis().problems.find(({ code }) => code === 'input-mismatch');
  const offers = problem ? repairsOf(stride, problem) : [];
  expect(offers.map(({ label }) => label)).toEqual(['Set Input to 96 × 96 × 3', 'Resize the pictures to 28 × 28 × 1']);
  const { graph } = stride.project.getProject();
  await offers[1]?.perform();
  expect(settings).toHaveBeenCalledExactlyOnceWith(syntheticId, { height: 28, width: 28, channels: 1, fit: 'stretch' });
  expect(stride.project.getProject().graph).toBe(graph);
});
