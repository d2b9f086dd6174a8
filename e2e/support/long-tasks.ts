/** Hears every main-thread task of more than 50 ms, as the browser itself counts them. */
import { existsSync, readdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { Page } from '@playwright/test';

export interface LongTasks {
  /** Forgets what came before, so that only what follows is judged. */
  forget(): Promise<void>;
  /** Milliseconds of each long task since. */
  durations(): Promise<number[]>;
}

export async function recordLongTasks(page: Page): Promise<LongTasks> {
  await page.addInitScript(() => {
    const durations: number[] = [];
    Object.assign(window, { strideLongTasks: durations });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  type Recorded = Window & { strideLongTasks: number[] };
  return {
    forget: () =>
      page.evaluate(() => {
        (window as unknown as Recorded).strideLongTasks.length = 0;
      }),
    durations: () => page.evaluate(() => [...(window as unknown as Recorded).strideLongTasks]),
  };
}

/**
 * On the software adapter the graphics card is the processor itself, and its threads would take the page's turn as no
 * graphics card does: a task of 20 ms then lasts 100. Lets the page go first. Does nothing where threads cannot be told
 * apart (anywhere but on Linux).
 */
export async function letThePageGoFirst(page: Page): Promise<void> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) return;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  for (const { id } of processInfo.filter(({ type }) => type === 'GPU')) {
    const threads = `/proc/${id}/task`;
    if (!existsSync(threads)) continue;
    for (const thread of readdirSync(threads)) setPriority(Number(thread), 10);
  }
}
