import { expect, test, vi } from 'vitest';
import { createLatestOnly } from './latest-only.ts';

function workshop() {
  const jobs: { input: number; finish(): void; fail(): void }[] = [];
  const done = vi.fn();
  const failed = vi.fn();
  const queue = createLatestOnly(
    (input: number) =>
      new Promise<number>((resolve, reject) => {
        jobs.push({ input, finish: () => resolve(input), fail: () => reject(new Error(String(input))) });
      }),
    done,
    failed,
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { jobs, done, failed, queue, settle };
}

test('of many who ask while a job is under way, only the latest is heard', async () => {
  const { jobs, done, queue, settle } = workshop();
  for (const input of [1, 2, 3, 4]) queue.ask(input);
  expect(jobs.map(({ input }) => input)).toEqual([1]);
  jobs[0]!.finish();
  await settle();
  expect(jobs.map(({ input }) => input)).toEqual([1, 4]);
  jobs[1]!.finish();
  await settle();
  expect(done.mock.calls).toEqual([[1], [4]]);
});

test('a failure is told and does not block the next', async () => {
  const { jobs, done, failed, queue, settle } = workshop();
  queue.ask(1);
  queue.ask(2);
  jobs[0]!.fail();
  await settle();
  jobs[1]!.finish();
  await settle();
  expect(failed).toHaveBeenCalledOnce();
  expect(done.mock.calls).toEqual([[2]]);
});

test('what was forgotten is not heard, and later askers are', async () => {
  const { jobs, done, queue, settle } = workshop();
  queue.ask(1);
  queue.ask(2);
  queue.forget();
  queue.ask(3);
  jobs[0]!.finish();
  await settle();
  jobs[1]!.finish();
  await settle();
  expect(jobs.map(({ input }) => input)).toEqual([1, 3]);
  expect(done.mock.calls).toEqual([[3]]);
});
