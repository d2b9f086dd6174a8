/**
 * Main-thread tasks of more than 50 ms, by the browser's own trace. What counts is the time that the thread itself worked:
 * on a software adapter the graphics card is the processor, which takes the page's turn as no graphics card does, so that
 * by the clock a task of 20 ms may last 100.
 */
import type { Page } from '@playwright/test';

const longest = 50;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds that the thread worked. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface TasksOfPage {
  /** How many there were in all. */
  readonly count: number;
  /** Milliseconds of each that was too long. */
  readonly long: readonly number[];
}

/** Hears every task of the page's main thread while the work is under way. */
export async function tasksDuring(page: Page, work: () => Promise<void>): Promise<TasksOfPage> {
  const browser = page.context().browser();
  if (!browser) throw new Error('A browser of its own is needed to trace.');
  await browser.startTracing(page, { categories: ['toplevel'] });
  try {
    await work();
  } catch (thrown) {
    await browser.stopTracing();
    throw thrown;
  }
  const trace = await browser.stopTracing();
  const { traceEvents }: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse(trace.toString());
  const keyOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mainThreads = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(keyOf),
  );
  const tasks = traceEvents.filter(
    (event) => event.ph === 'X' && event.name.endsWith('RunTask') && mainThreads.has(keyOf(event)),
  );
  // One that was under way when the trace ended has no duration.
  const milliseconds = tasks.flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000]));
  return { count: milliseconds.length, long: milliseconds.filter((each) => each > longest) };
}
