/**
 * What a first visit costs: bytes of script before first paint and for the engine, the time to first paint, and the
 * time until Train can be pressed. Each visit has a fresh browser context, so nothing is cached.
 */
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { median } from '#base/math.ts';

export interface StartUp {
  /** Gzipped bytes of the scripts that the page itself names and loads before it paints. */
  readonly scriptBeforePaint: number;
  /** Gzipped bytes of the scripts that the worker loads until the engine stands. */
  readonly engineScript: number;
  readonly firstPaintMilliseconds: number;
  readonly interactiveMilliseconds: number;
}

async function visit(browser: Browser, url: string): Promise<StartUp> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const scripts = new Map<string, number>();
  page.context().on('response', async (response) => {
    if (!/\.m?js(\?|$)/.test(response.url())) return;
    scripts.set(response.url(), gzipSync(await response.body()).byteLength);
  });
  await page.goto(url);
  await page.getByRole('button', { name: 'Train', exact: true, disabled: false }).waitFor({ timeout: 120_000 });
  const measured = await page.evaluate(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
    const byPage = performance.getEntriesByType('resource').map(({ name }) => name);
    return { paint, now: performance.now(), byPage };
  });
  // What the document itself names, before any script adds to it.
  const document = await (await page.request.get(url)).text();
  const beforePaint = [...document.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(
    ([, path]) => new URL(`${path}`, url).href,
  );
  const bytesOf = (urls: Iterable<string>) => [...urls].reduce((total, name) => total + (scripts.get(name) ?? 0), 0);
  const byWorker = [...scripts.keys()].filter((name) => !measured.byPage.includes(name));
  const result = {
    scriptBeforePaint: bytesOf(new Set(beforePaint)),
    engineScript: bytesOf(byWorker),
    firstPaintMilliseconds: measured.paint,
    interactiveMilliseconds: measured.now,
  };
  await context.close();
  return result;
}

/** Medians over a few visits. */
export async function measureStartUp(browser: Browser, url: string, visits = 5): Promise<StartUp> {
  const all: StartUp[] = [];
  for (let index = 0; index < visits; index++) all.push(await visit(browser, url));
  const middle = (key: keyof StartUp) => median(all.map((each) => each[key]));
  return {
    scriptBeforePaint: middle('scriptBeforePaint'),
    engineScript: middle('engineScript'),
    firstPaintMilliseconds: middle('firstPaintMilliseconds'),
    interactiveMilliseconds: middle('interactiveMilliseconds'),
  };
}
