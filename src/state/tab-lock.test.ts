import { expect, test, vi } from 'vitest';
import { defaultProject } from '#graph/project/default-project.ts';
import type { Project } from '#graph/project/project.ts';
import type { ImportOutcome } from '#protocol/library.ts';
import { importEntries } from './library-import.ts';
import { holdTabLock } from './tab-lock.ts';
import { fakeLibrary } from './testing/fake-library.ts';
import { testStride } from './testing/test-stride.ts';

/** Web Locks for one name, as a browser has them. */
function fakeLocks() {
  type Waiting = { readonly work: () => unknown; readonly settle: (work: Promise<unknown>) => void };
  const queue: Waiting[] = [];
  let holder: { readonly reject: (reason: Error) => void } | null = null;
  const grant = ({ work, settle }: Waiting) => {
    let reject: (reason: Error) => void = () => undefined;
    const stolen = new Promise<never>((_, refuse) => {
      reject = refuse;
    });
    const mine = { reject };
    holder = mine;
    const done = Promise.resolve(work()).finally(() => {
      if (holder !== mine) return;
      holder = null;
      const next = queue.shift();
      if (next) grant(next);
    });
    settle(Promise.race([done, stolen]));
  };
  const request = (_: string, options: LockOptions, work: (lock: object | null) => unknown) =>
    new Promise((resolve) => {
      const waiting = { work: () => work({}), settle: resolve };
      if (options.steal) {
        holder?.reject(new Error('stolen'));
        grant(waiting);
      } else if (holder === null) grant(waiting);
      else if (options.ifAvailable) resolve(work(null));
      else queue.push(waiting);
    });
  return { request } as unknown as LockManager;
}

function browser() {
  const locks = fakeLocks();
  const listeners: ((event: MessageEvent) => void)[] = [];
  const disk: { project: Project } = { project: defaultProject() };
  const tab = async ({ isFrozen = false, library = fakeLibrary() } = {}) => {
    const stride = testStride({ project: disk.project, library });
    const own: ((event: MessageEvent) => void)[] = [];
    const lock = await holdTabLock(stride, {
      locks,
      channel: {
        postMessage: (data) => {
          for (const listener of listeners.filter((other) => !own.includes(other))) listener({ data } as MessageEvent);
        },
        addEventListener: (_: string, listener: unknown) => {
          const heard = listener as (event: MessageEvent) => void;
          own.push(heard);
          if (!isFrozen) listeners.push(heard);
        },
      },
      flush: async () => {
        disk.project = stride.project.getProject();
      },
      load: async () => disk.project,
    });
    const role = () => stride.tabLock.getState().role;
    const rename = (name: string) => stride.project.edit('Rename', (project) => ({ ...project, name }));
    return { stride, lock, role, rename, name: () => stride.project.getProject().name };
  };
  return { tab, disk };
}

test('the second tab changes nothing and says why, until it takes over with everything that the first has changed', async () => {
  const { tab } = browser();
  const first = await tab();
  const second = await tab();
  expect([first.role(), second.role()]).toEqual(['owner', 'reader']);
  first.rename('From the first');
  second.rename('From the second');
  expect(second.name()).toBe(defaultProject().name);
  expect(second.stride.notices.store.getState().notices.at(-1)?.message).toMatch(/another tab/);

  second.lock.takeOver();
  await expect.poll(second.role).toBe('owner');
  expect(first.role()).toBe('reader');
  expect(second.name()).toBe('From the first');
  second.rename('From the second');
  expect(second.name()).toBe('From the second');
  first.rename('Too late');
  expect(first.name()).toBe('From the first');

  first.lock.takeOver();
  await expect.poll(first.role).toBe('owner');
  expect(first.name()).toBe('From the second');
});

test('a tab that does not answer loses the project after a while', async () => {
  vi.useFakeTimers();
  try {
    const { tab } = browser();
    const frozen = await tab({ isFrozen: true });
    const second = await tab();
    second.lock.takeOver();
    expect(second.role()).toBe('taking');
    await vi.advanceTimersByTimeAsync(3001);
    expect(second.role()).toBe('owner');
    expect(frozen.role()).toBe('reader');
  } finally {
    vi.useRealTimers();
  }
});

test('the second tab changes no data set, and the first ends its imports before it lets go', async () => {
  const { tab } = browser();
  const cancelled: string[] = [];
  let end: (outcome: ImportOutcome) => void = () => undefined;
  const outcome: ImportOutcome = {
    job: '',
    dataset: 'library:a',
    end: 'cancelled',
    added: 0,
    skipped: 0,
    lines: [],
    milliseconds: 1,
  };
  const summary = {
    id: 'library:a',
    name: 'A',
    sampleCount: 0,
    classNames: [],
    bytes: 0,
    createdAt: 1,
    deletedAt: null,
  };
  const library = fakeLibrary({
    createDataset: async () => summary,
    importFiles: () =>
      new Promise((resolve) => {
        end = resolve;
      }),
    cancelImport: async (job) => {
      cancelled.push(job);
      end(outcome);
    },
  });
  const first = await tab({ library });
  const second = await tab();
  const source = { entries: [{ path: 'a.png', file: new Blob() }], label: 'a.png', datasetName: 'A' };
  await importEntries(second.stride, source);
  expect(second.stride.notices.store.getState().notices.at(-1)?.message).toMatch(/another tab.*data sets/);

  const importing = importEntries(first.stride, source);
  await expect.poll(() => first.stride.libraryState.getState().jobs.length).toBe(1);
  second.lock.takeOver();
  await expect.poll(second.role).toBe('owner');
  await importing;
  expect(cancelled).toHaveLength(1);
});
