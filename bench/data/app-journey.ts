/** In the built app: a zip of pictures is added in Data, and what came in is scrolled through. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../scripts/chromium.mjs';
import { type PageTasks, tasksWhile } from './page-tasks.ts';
import { pictureZip } from './picture-zip.ts';
import { rendererBytes } from './renderer-memory.ts';

export interface AppJourney {
  readonly count: number;
  readonly imagesPerSecond: number;
  /** Of the page and its workers: before the import, and at its peak. */
  readonly rendererBytes: { readonly before: number; readonly peak: number };
  readonly importing: PageTasks;
  readonly scrolling: PageTasks;
}

const patience = { timeout: 590_000 } as const;
const turnsOfTheWheel = 60;

export async function appJourney(url: string, count: number): Promise<AppJourney> {
  const folder = mkdtempSync(join(tmpdir(), 'stride-bench-'));
  const path = join(folder, 'pictures.zip');
  writeFileSync(path, pictureZip(count));
  const executablePath = findChromium();
  const host = await chromium.launchServer({
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArguments(),
  });
  const browser = await chromium.connect(host.wsEndpoint());
  const bytesNow = () => rendererBytes(host.process().pid ?? 0);
  try {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(`${url}#/data`, patience);
    await page.getByRole('gridcell').first().waitFor(patience);
    const before = bytesNow();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, bytesNow());
    }, 500);
    const asked = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add zip', exact: true }).click();
    const chooser = await asked;
    const started = performance.now();
    const importing = await tasksWhile(page, async () => {
      await chooser.setFiles(path);
      // Asked now and then only: the page has better things to do.
      const isIn = () => /pictures added/.test(document.body.textContent ?? '');
      await page.waitForFunction(isIn, undefined, { ...patience, polling: 500 });
    });
    const imagesPerSecond = (count * 1000) / (performance.now() - started);
    clearInterval(watch);
    await page.getByRole('grid', { name: 'Samples' }).hover();
    const scrolling = await tasksWhile(page, async () => {
      for (let turn = 0; turn < turnsOfTheWheel; turn++) {
        await page.mouse.wheel(0, turn % 10 === 9 ? 100_000 : 900);
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      }
    });
    return { count, imagesPerSecond, rendererBytes: { before, peak }, importing, scrolling };
  } finally {
    await browser.close();
    await host.close();
    rmSync(folder, { recursive: true });
  }
}
