/** The tasks of a page's main thread while something is done, by Chromium's own trace: of its last part, where it is long. */
import type { CDPSession, Page } from '@playwright/test';

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
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly type?: string } };
}

/** Kept of a trace: the latest so many kilobytes. */
const traceKilobytes = 60_000;

async function endTrace(session: CDPSession): Promise<readonly TraceEvent[]> {
  const ended = new Promise<string>((resolve) =>
    session.once('Tracing.tracingComplete', ({ stream = '' }) => resolve(stream)),
  );
  await session.send('Tracing.end');
  const handle = await ended;
  const pieces: string[] = [];
  for (let isAtEnd = false; !isAtEnd; ) {
    const { data, eof } = await session.send('IO.read', { handle, size: 2 ** 22 });
    pieces.push(data);
    isAtEnd = eof;
  }
  await session.send('IO.close', { handle });
  return (JSON.parse(pieces.join('')) as { readonly traceEvents: readonly TraceEvent[] }).traceEvents;
}

/** What the page's main thread did, as Chromium traces it. */
async function traced(page: Page, work: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: {
      recordMode: 'recordContinuously',
      traceBufferSizeInKb: traceKilobytes,
      includedCategories: ['disabled-by-default-devtools.timeline', 'devtools.timeline'],
      excludedCategories: ['*'],
    },
  });
  await work();
  const events = await endTrace(session);
  const threads = new Set(
    events.flatMap(({ name, pid, tid, args }) =>
      name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [],
    ),
  );
  return events.filter(({ ph, pid, tid }) => ph === 'X' && threads.has(`${pid} ${tid}`));
}

function tasksOf(events: readonly TraceEvent[]): PageTasks {
  const tasks = events.filter(({ name }) => name === 'RunTask');
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

export async function tasksWhile(page: Page, work: () => Promise<void>): Promise<PageTasks> {
  return tasksOf(await traced(page, work));
}

/** The tasks from an event on, which counts as one itself, without what the browser does by itself to make it. */
export async function tasksFrom(event: string, page: Page, work: () => Promise<void>): Promise<PageTasks> {
  const events = await traced(page, work);
  const found = events.find(({ name, args }) => name === 'EventDispatch' && args?.data?.type === event);
  if (!found) throw new Error(`Expected an event “${event}” while the page is traced. Received: none.`);
  const after = events.filter(({ ts }) => ts > found.ts + (found.dur ?? 0));
  return tasksOf([{ ...found, name: 'RunTask' }, ...after]);
}
