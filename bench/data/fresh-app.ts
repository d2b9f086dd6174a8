/** The built app in a browser of its own, open in Data, with the picture library at hand. */
import { chromium, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../scripts/chromium.mjs';
import { rendererBytes } from './renderer-memory.ts';

/** For what takes as long as the pictures are many. */
export const patience = { timeout: 590_000 } as const;

export interface FreshApp {
  readonly page: Page;
  /** Of the page and its workers, as they are now. */
  bytesNow(): number;
  /** The same when everything that nobody needs any more was collected. */
  bytesHeld(): Promise<number>;
}

const millisecondsOfRest = 3000;

/** Until the page draws nothing more, and the browser has given back what it has freed. */
export function rest(): Promise<void> {
  return new Promise((rested) => setTimeout(rested, millisecondsOfRest));
}

async function collectGarbage(page: Page): Promise<void> {
  await page.evaluate(() => globalThis.gc?.());
  for (const worker of page.workers()) await worker.evaluate(() => globalThis.gc?.());
  await rest();
}

export async function inFreshApp<Value>(url: string, work: (app: FreshApp) => Promise<Value>): Promise<Value> {
  const executablePath = findChromium();
  const host = await chromium.launchServer({
    ...(executablePath ? { executablePath } : {}),
    args: [...chromiumArguments(), '--js-flags=--expose-gc'],
  });
  const browser = await chromium.connect(host.wsEndpoint());
  try {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(`${url}#/data`, patience);
    await page.getByRole('gridcell').first().waitFor(patience);
    const bytesNow = () => rendererBytes(host.process().pid ?? 0);
    const bytesHeld = async () => {
      await collectGarbage(page);
      return bytesNow();
    };
    return await work({ page, bytesNow, bytesHeld });
  } finally {
    await browser.close();
    await host.close();
  }
}

/** Resolves when the page says that the pictures are in. */
export async function untilAdded(page: Page): Promise<void> {
  // Asked now and then only: the page has better things to do.
  const isIn = () => /pictures added/.test(document.body.textContent ?? '');
  await page.waitForFunction(isIn, undefined, { ...patience, polling: 500 });
}
