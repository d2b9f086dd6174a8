/** Opens the page that times what checkpoints cost, and prints its figures. */
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { createServer } from 'vite';
import { formatBytes } from '#base/format.ts';
import { median } from '#base/math.ts';
import type { CheckpointsReport } from './checkpoints-page/checkpoints.ts';

const root = resolve(import.meta.dirname, '../..');

type CheckpointsWindow = Window & { measureCheckpoints(): Promise<CheckpointsReport> };

export async function measureCheckpointsIn(browser: Browser): Promise<CheckpointsReport> {
  const server = await createServer({
    root,
    // A file that is edited meanwhile must not load the page anew.
    server: { port: 0, hmr: false, watch: null },
    logLevel: 'warn',
    optimizeDeps: {
      entries: ['bench/browser/checkpoints-page/checkpoints.ts'],
      // Loaded when they are first needed, which would load the page anew.
      include: ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-webgpu', 'valibot'],
    },
  });
  await server.listen();
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'info') console.error(`  ${message.text()}`);
  });
  try {
    await page.goto(`${server.resolvedUrls?.local[0]}bench/browser/checkpoints-page/index.html`);
    await page.waitForFunction(() => 'measureCheckpoints' in window, undefined, { timeout: 120_000 });
    return await page.evaluate(() => (window as unknown as CheckpointsWindow).measureCheckpoints());
  } finally {
    await page.context().close();
    await server.close();
  }
}

/** What the app asks for where a person has not said otherwise. */
const defaultSeconds = 30;

export function printCheckpoints(report: CheckpointsReport): void {
  const { adapter, stepWithout, stepWith, bytes, milliseconds, everySeconds } = report;
  console.log(`\nCheckpoints of the lecture's CNN with Adam, batch 50, on ${adapter || 'an unnamed adapter'}`);
  const [without, withThem] = [median(stepWithout), median(stepWith)];
  const share = withThem / without - 1;
  const percent = (part: number) => `${(100 * part).toFixed(2)} %`;
  console.table({
    'ms a step without': without.toFixed(1),
    [`ms a step, one every ${everySeconds} s`]: withThem.toFixed(1),
    'share of the time at that rate': percent(share),
    [`share at one every ${defaultSeconds} s`]: percent((share * everySeconds) / defaultSeconds),
    'size of one': formatBytes(median(bytes)),
    'until one lies on the disk': `${median(milliseconds).toFixed(0)} ms`,
    checkpoints: bytes.length,
  });
}
