import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAutosave } from './autosave.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function recorded(save: (value: number) => Promise<void> = async () => {}) {
  const saved: number[] = [];
  const failures: unknown[] = [];
  const autosave = createAutosave<number>({
    save: (value) => {
      saved.push(value);
      return save(value);
    },
    failed: (thrown) => failures.push(thrown),
    delay: 250,
  });
  return { autosave, saved, failures };
}

test('a change is saved at once, and those within the delay after it together, with the newest value', async () => {
  const { autosave, saved } = recorded();
  autosave.changed(1);
  expect(saved).toEqual([1]);
  await vi.advanceTimersByTimeAsync(200);
  autosave.changed(2);
  autosave.changed(3);
  expect(saved).toEqual([1]);
  await vi.advanceTimersByTimeAsync(50);
  expect(saved).toEqual([1, 3]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(saved).toEqual([1, 3]);
});

test('a stream of changes is still saved within the delay of the first', async () => {
  const { autosave, saved } = recorded();
  for (let index = 0; index < 10; index++) {
    autosave.changed(index);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(saved.length).toBeGreaterThanOrEqual(3);
});

test('flush begins the save in the same moment and does nothing where nothing waits', async () => {
  const { autosave, saved } = recorded();
  autosave.changed(6);
  autosave.changed(7);
  const flushed = autosave.flush();
  expect(saved).toEqual([6, 7]);
  await flushed;
  await autosave.flush();
  await vi.advanceTimersByTimeAsync(1000);
  expect(saved).toEqual([6, 7]);
});

test('a save that fails is reported, and the next change is tried again', async () => {
  const { autosave, saved, failures } = recorded(async (value) => {
    if (value === 1) throw new Error('full');
  });
  autosave.changed(1);
  await autosave.flush();
  expect(failures).toEqual([new Error('full')]);
  autosave.changed(2);
  await autosave.flush();
  expect(saved).toEqual([1, 2]);
  expect(failures).toHaveLength(1);
});
