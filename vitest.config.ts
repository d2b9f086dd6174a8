/**
 * Two kinds of unit tests: `*.test.ts` in Node, and `*.gpu.test.ts` in a real Chromium on WebGPU, whose graphics card
 * is software unless `STRIDE_ADAPTER=gpu` says otherwise.
 */
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArguments, findChromium } from './scripts/chromium.mjs';
import { embeddedData } from './scripts/embedded-data.ts';

const executablePath = findChromium();
const wantedSeed = process.env.STRIDE_PROPERTY_SEED ?? '2026';
const propertySeed = wantedSeed === 'random' ? null : Number(wantedSeed);

/** For both kinds. */
const shared = {
  setupFiles: ['scripts/seeded-properties.ts'],
  // What is waited for comes; how long it takes is the machine's business. An engine starts in a hook.
  expect: { poll: { timeout: 30_000 } },
  hookTimeout: 120_000,
};

export default defineConfig({
  plugins: [embeddedData()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          environment: 'node',
          // Generous, since some machines run this beside everything else; no test waits for time to pass.
          testTimeout: 240_000,
          include: ['{src,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.gpu.test.ts'],
          provide: { propertySeed },
        },
      },
      {
        extends: true,
        optimizeDeps: {
          include: [
            '@tensorflow/tfjs',
            '@tensorflow/tfjs-backend-webgpu',
            '@zip.js/zip.js',
            'comlink',
            'fast-check',
            'fflate',
            'idb',
            'image-dimensions',
            'papaparse',
            'valibot',
          ],
        },
        test: {
          ...shared,
          name: 'gpu',
          include: ['src/**/*.gpu.test.ts'],
          testTimeout: 240_000,
          fileParallelism: false,
          // Random cases of each kernel whose programs take long to compile: see kernels/testing/case-count.ts.
          provide: { kernelCases: Number(process.env.STRIDE_KERNEL_CASES ?? 75), propertySeed },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArguments() },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
