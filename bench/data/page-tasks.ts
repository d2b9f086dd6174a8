/** The tasks of a page's main thread while something is done, by Chromium's own trace. */
import type { Browser, Page } from '@playwright/test';

export interface PageTasks {
  /** Milliseconds that the longest task worked, without the time in which another process had the processor. */
  readonly longestWork: number;
  /** Milliseconds from its beginning to its end, as a person and `longtask` entries count them. */
  readonly longest: number;
  /** Tasks that worked for more than 50 ms. */
  readonly over50Work: number;
  readonly over50: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export async function tasksWhile(browser: Browser, page: Page, work: () => Promise<void>): Promise<PageTasks> {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const threads = new Set(
    trace.traceEvents.flatMap(({ name, pid, tid, args }) =>
      name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [],
    ),
  );
  const tasks = trace.traceEvents.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && threads.has(`${pid} ${tid}`),
  );
  const milliseconds = (of: (event: TraceEvent) => number | undefined) => tasks.map((task) => (of(task) ?? 0) / 1000);
  const [worked, wall] = [milliseconds(({ tdur }) => tdur), milliseconds(({ dur }) => dur)];
  const longest = (times: readonly number[]) => times.reduce((most, time) => Math.max(most, time), 0);
  const over50 = (times: readonly number[]) => times.filter((time) => time > 50).length;
  return {
    longestWork: longest(worked),
    longest: longest(wall),
    over50Work: over50(worked),
    over50: over50(wall),
  };
}
