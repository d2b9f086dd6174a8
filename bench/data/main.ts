/**
 * `npm run bench:data`: how fast pictures come into the library, and whether its memory stays flat. Prints a table and
 * keeps the figures as JSON; never fails on a time.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { chromiumArguments, findChromium } from '../../scripts/chromium.mjs';
import type { ImportCase, ImportFigures } from './import-page/import-pictures.ts';
import { rendererBytes } from './renderer-memory.ts';

const root = resolve(import.meta.dirname, '../..');
/** More with `STRIDE_BENCH_IMAGES=60000`. */
const most = Number(process.env.STRIDE_BENCH_IMAGES ?? 4000);
const cases: readonly ImportCase[] = [
  { kind: 'png-28', count: 1000 },
  { kind: 'png-28', count: most },
  { kind: 'jpeg-640', count: 300 },
];

type ImportWindow = Window & { measureImport(asked: ImportCase): Promise<ImportFigures> };

export async function main(): Promise<void> {
  const executablePath = findChromium();
  const host = await chromium.launchServer({
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArguments(),
  });
  // Found ahead: a dependency that is found later makes the server load the page anew, in the middle of a measurement.
  const include = ['@zip.js/zip.js', 'comlink', 'fflate', 'idb', 'image-dimensions', 'papaparse', 'valibot'];
  const server = await createServer({ root, server: { port: 0 }, logLevel: 'warn', optimizeDeps: { include } });
  await server.listen();
  const figures = [];
  try {
    const page = await (await (await chromium.connect(host.wsEndpoint())).newContext()).newPage();
    await page.goto(`${server.resolvedUrls?.local[0]}bench/data/import-page/index.html`);
    await page.waitForFunction(() => 'measureImport' in window, undefined, { timeout: 120_000 });
    for (const each of cases) {
      let peak = 0;
      const watch = setInterval(() => {
        peak = Math.max(peak, rendererBytes(host.process().pid ?? 0));
      }, 250);
      const measured = await page.evaluate((asked) => (window as unknown as ImportWindow).measureImport(asked), each);
      clearInterval(watch);
      figures.push({ ...each, ...measured, peakRendererBytes: peak });
    }
  } finally {
    await host.close();
    await server.close();
  }
  console.table(
    figures.map(({ kind, count, imagesPerSecond, longestPageStall, peakRendererBytes }) => ({
      pictures: `${count} × ${kind}`,
      'images a second': Math.round(imagesPerSecond),
      'longest stall of the page, ms': Math.round(longestPageStall),
      'memory of the renderer at its peak, MB': Math.round(peakRendererBytes / 1e6),
    })),
  );
  const folder = resolve(root, 'bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, 'data.json'), `${JSON.stringify(figures, null, 2)}\n`);
}
