/** Opens the page that times how batches are made ready, and prints its figures. */
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { createServer } from 'vite';
import type { BatchesReport } from './batches-page/batches.ts';

const root = resolve(import.meta.dirname, '../..');

type BatchesWindow = Window & { measureBatches(): Promise<BatchesReport> };

export async function measureBatchesIn(browser: Browser): Promise<BatchesReport> {
  const server = await createServer({
    root,
    server: { port: 0 },
    logLevel: 'warn',
    optimizeDeps: { entries: ['bench/browser/batches-page/batches.ts'] },
  });
  await server.listen();
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'info') console.error(`  ${message.text()}`);
  });
  try {
    await page.goto(`${server.resolvedUrls?.local[0]}bench/browser/batches-page/index.html`);
    await page.waitForFunction(() => 'measureBatches' in window, undefined, { timeout: 120_000 });
    return await page.evaluate(() => (window as unknown as BatchesWindow).measureBatches());
  } finally {
    await page.context().close();
    await server.close();
  }
}

export function printBatches({ adapter, batches, step }: BatchesReport): void {
  console.log(`\nA batch gathered, augmented and rescaled, on ${adapter || 'an unnamed adapter'}`);
  const rows = batches.map(({ name, batch, stride, stockComposed, stockByLayer, difference }) => [
    `${name}, batch ${batch}`,
    {
      'Stride, ms': Number(stride.toFixed(2)),
      'tfjs composed, ms': Number(stockComposed.toFixed(2)),
      'tfjs by layer, ms': Number(stockByLayer.toFixed(2)),
      'times faster': `${(stockComposed / stride).toFixed(1)} and ${(stockByLayer / stride).toFixed(1)}`,
      ...(batch === 50 ? { 'share of a step': `${((100 * stride) / step).toFixed(1)} %` } : {}),
      'furthest apart': Number(difference.toExponential(1)),
    },
  ]);
  console.table(Object.fromEntries(rows));
}
