/** Opens the page that imports pictures into a library of its own, and gives its figures. */
import { resolve } from 'node:path';
import { createServer } from 'vite';
import { launchChromium } from '../browser/preview.ts';
import type { ImportCase, ImportFigures } from './import-page/import-pictures.ts';

const root = resolve(import.meta.dirname, '../..');

type ImportWindow = Window & { measureImport(asked: ImportCase): Promise<ImportFigures> };

export async function measureImports(cases: readonly ImportCase[]): Promise<readonly (ImportCase & ImportFigures)[]> {
  const browser = await launchChromium();
  // Found ahead: a dependency that is found later makes the server load the page anew, in the middle of a measurement.
  const include = [
    '@zip.js/zip.js',
    'comlink',
    'fflate',
    'hash-wasm',
    'idb',
    'image-dimensions',
    'papaparse',
    'valibot',
  ];
  const server = await createServer({ root, server: { port: 0 }, logLevel: 'warn', optimizeDeps: { include } });
  await server.listen();
  const figures = [];
  try {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.resolvedUrls?.local[0]}bench/data/import-page/index.html`, { timeout: 120_000 });
    await page.waitForFunction(() => 'measureImport' in window, undefined, { timeout: 120_000 });
    for (const each of cases) {
      const measured = await page.evaluate((asked) => (window as unknown as ImportWindow).measureImport(asked), each);
      figures.push({ ...each, ...measured });
    }
    return figures;
  } finally {
    await browser.close();
    await server.close();
  }
}
