/**
 * What a first visit costs: bytes of script before first paint and for the engine, the time to first paint, and the
 * time until Train can be pressed. Each visit has a fresh browser context, so nothing is cached.
 */
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { formatBytes } from '#base/format.ts';
import { median } from '#base/math.ts';
import type { Part } from '../part.ts';
import { buildAndPreview } from './preview.ts';

interface StartUp {
  /** Gzipped bytes of the scripts that the page itself names and loads before it paints. */
  readonly scriptBeforePaint: number;
  /** Gzipped bytes of the scripts that the worker loads until the engine stands. */
  readonly engineScript: number;
  readonly firstPaintMilliseconds: number;
  readonly interactiveMilliseconds: number;
}

async function visit(browser: Browser, url: string): Promise<StartUp> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
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
async function measureStartUp(browser: Browser, url: string, visits: number): Promise<StartUp> {
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

/** Gzipped. */
const mostScript = 250_000;

export const startUpPart: Part = {
  name: 'start-up',
  about: 'a first visit to the built app: bytes of script, first paint, until Train can be pressed',
  async run({ browser, isQuick }) {
    const { server, url } = await buildAndPreview();
    try {
      const visits = isQuick ? 1 : 5;
      const startUp = await measureStartUp(await browser(), url, visits);
      console.log(`\nA first visit, nothing cached, medians of ${visits}`);
      console.table({
        'script before first paint (gzip)': formatBytes(startUp.scriptBeforePaint),
        'script of the engine (gzip)': formatBytes(startUp.engineScript),
        'first paint': `${Math.round(startUp.firstPaintMilliseconds)} ms`,
        'until Train can be pressed': `${Math.round(startUp.interactiveMilliseconds)} ms`,
      });
      const aim = {
        aim: `script before first paint under ${formatBytes(mostScript)}`,
        measured: formatBytes(startUp.scriptBeforePaint),
        isReached: startUp.scriptBeforePaint < mostScript,
      };
      return { figures: startUp, aims: [aim] };
    } finally {
      await server.close();
    }
  },
};
