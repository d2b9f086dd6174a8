/**
 * In the built app: a zip of pictures is added in Data, and what came in is scrolled through. Twice, each time in a browser of
 * its own: memory is measured by itself, since the tracing that shows the tasks takes some of it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileChooser, Page } from '@playwright/test';
import { type FreshApp, inFreshApp, rest, untilAdded } from './fresh-app.ts';
import { type PageTasks, tasksWhile } from './page-tasks.ts';
import { pictureZip } from './picture-zip.ts';

export interface AppJourney {
  readonly count: number;
  readonly imagesPerSecond: number;
  /** Of the page and its workers: before the import, at its peak, and what is held after its end. */
  readonly rendererBytes: { readonly before: number; readonly peak: number; readonly held: number };
  readonly importing: PageTasks;
  readonly scrolling: PageTasks;
}

const turnsOfTheWheel = 60;

async function chooserOf(page: Page): Promise<FileChooser> {
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add zip', exact: true }).click();
  return asked;
}

async function memoryOf({ page, bytesNow, bytesHeld }: FreshApp, path: string) {
  const before = bytesNow();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, bytesNow());
  }, 100);
  const chooser = await chooserOf(page);
  const started = performance.now();
  await chooser.setFiles(path);
  await untilAdded(page);
  const seconds = (performance.now() - started) / 1000;
  // Pictures are drawn a little longer.
  await rest();
  clearInterval(watch);
  return { seconds, rendererBytes: { before, peak, held: await bytesHeld() } };
}

async function tasksOf({ page }: FreshApp, path: string) {
  const chooser = await chooserOf(page);
  const importing = await tasksWhile(page, async () => {
    await chooser.setFiles(path);
    await untilAdded(page);
  });
  await page.getByRole('grid', { name: 'Samples' }).hover();
  const scrolling = await tasksWhile(page, async () => {
    for (let turn = 0; turn < turnsOfTheWheel; turn++) {
      await page.mouse.wheel(0, turn % 10 === 9 ? 100_000 : 900);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    }
  });
  return { importing, scrolling };
}

export async function appJourney(url: string, count: number): Promise<AppJourney> {
  const folder = mkdtempSync(join(tmpdir(), 'stride-bench-'));
  const path = join(folder, 'pictures.zip');
  writeFileSync(path, pictureZip(count));
  try {
    const { seconds, rendererBytes } = await inFreshApp(url, (app) => memoryOf(app, path));
    const tasks = await inFreshApp(url, (app) => tasksOf(app, path));
    return { count, imagesPerSecond: count / seconds, rendererBytes, ...tasks };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
