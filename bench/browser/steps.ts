/** Opens the page that times training steps, and brings its figures home. */
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { createServer } from 'vite';
import type { StepsReport, StepsRequest } from './steps-page/steps.ts';

const root = resolve(import.meta.dirname, '../..');

type StepsWindow = Window & { measureSteps(request: StepsRequest): Promise<StepsReport> };

export async function measureStepsIn(browser: Browser, request: StepsRequest): Promise<StepsReport> {
  const server = await createServer({
    root,
    server: { port: 0 },
    logLevel: 'warn',
    optimizeDeps: { entries: ['bench/browser/steps-page/steps.ts'] },
  });
  await server.listen();
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'info') console.error(`  ${message.text()}`);
  });
  try {
    await page.goto(`${server.resolvedUrls?.local[0]}bench/browser/steps-page/index.html`);
    await page.waitForFunction(() => 'measureSteps' in window, undefined, { timeout: 120_000 });
    return await page.evaluate((asked) => (window as unknown as StepsWindow).measureSteps(asked), request);
  } finally {
    await page.context().close();
    await server.close();
  }
}
