/** The built app, served for a measurement, and a Chromium to open it in. */
import { resolve } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import { chromiumArguments, findChromium } from '../../scripts/chromium.mjs';

const root = resolve(import.meta.dirname, '../..');

export async function buildAndPreview(): Promise<{ server: PreviewServer; url: string }> {
  await build({ root, logLevel: 'warn' });
  const server = await preview({ root, preview: { port: 0, strictPort: false }, logLevel: 'warn' });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('The preview server has no address.');
  return { server, url };
}

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArguments() });
}
