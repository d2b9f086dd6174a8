/** Whole journeys in a real Chromium on WebGPU, against the built app as `npm start` serves it. */
import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './scripts/chromium.mjs';

const executablePath = findChromium();
const port = Number(process.env.STRIDE_E2E_PORT ?? 4273);
const build = `.cache/e2e-${port}`;

export default defineConfig({
  testDir: 'e2e',
  // A folder for each port, so that runs beside each other do not empty each other's.
  outputDir: `test-results/${port}`,
  // One at a time: each journey computes on the software adapter and would starve a neighbour.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArguments() },
    // Requests are answered by the tests; the one of the service worker lets it in.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
  },
  webServer: {
    // A folder for each port, so that runs beside each other do not build into each other's app.
    command: `npx vite build --outDir ${build} --emptyOutDir && npx vite preview --outDir ${build} --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/`,
    timeout: 180_000,
    reuseExistingServer: false,
  },
});
