/**
 * Two kinds of unit tests: `*.test.ts` in Node, and `*.gpu.test.ts` in a real Chromium on WebGPU, whose graphics card
 * is software unless `STRIDE_ADAPTER=gpu` says otherwise.
 */
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArguments, findChromium } from './scripts/chromium.mjs';
import { embeddedData } from './scripts/embedded-data.ts';

const executablePath = findChromium();

export default defineConfig({
  plugins: [embeddedData()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // Generous, since some machines run this beside everything else; no test waits for time to pass.
          testTimeout: 60_000,
          include: ['{src,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.gpu.test.ts'],
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
          name: 'gpu',
          include: ['src/**/*.gpu.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          // Random cases of each kernel whose programs take long to compile: see kernels/testing/case-count.ts.
          provide: { kernelCases: Number(process.env.STRIDE_KERNEL_CASES ?? 75) },
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
