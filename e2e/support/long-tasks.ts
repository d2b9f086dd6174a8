/** Hears every main-thread task of more than 50 ms, as the browser itself counts them. */
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
