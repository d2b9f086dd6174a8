/** Opens a page that measures, served from the sources, and brings home what a function of its window gives. */
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { createServer } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** Loaded when they are first needed, which would load the page anew in the middle of a measurement. */
const include = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-webgpu', 'valibot'];

export interface MeasuringPage {
  /** Under `bench/browser`, with an `index.html`: `steps-page`. */
  readonly folder: string;
  /** Of the folder's script, which puts the function into the window: `steps.ts`. */
  readonly script: string;
  /** The function's name: `measureSteps`. */
  readonly measure: string;
}

/** `request` and what comes back travel as plain data. */
export async function measureInPage<Request, Report>(
  browser: Browser,
  { folder, script, measure }: MeasuringPage,
  request: Request,
): Promise<Report> {
  const server = await createServer({
    root,
    // A file that is edited meanwhile must not load the page anew.
    server: { port: 0, hmr: false, watch: null },
    logLevel: 'warn',
    optimizeDeps: { entries: [`bench/browser/${folder}/${script}`], include },
  });
  await server.listen();
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    if (message.location().url.endsWith('/favicon.ico')) return;
    if (message.type() === 'error' || message.type() === 'info') console.error(`  ${message.text()}`);
  });
  try {
    await page.goto(`${server.resolvedUrls?.local[0]}bench/browser/${folder}/index.html`);
    await page.waitForFunction((name) => name in window, measure, { timeout: 120_000 });
    return await page.evaluate(
      ([name, asked]) =>
        (window as unknown as Record<string, (request: Request) => Promise<Report>>)[name as string]?.(
          asked as Request,
        ) as Promise<Report>,
      [measure, request] as const,
    );
  } finally {
    await page.context().close();
    await server.close();
  }
}
