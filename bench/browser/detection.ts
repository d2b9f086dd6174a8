/** Opens the page that times detection on a recorded clip, and prints its figures. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { createServer } from 'vite';
import { median } from '#base/math.ts';
import type { FrameTimings } from '#protocol/detection.ts';
import type { DetectionReport } from './detection-page/detection.ts';

const root = resolve(import.meta.dirname, '../..');
const clip = resolve(root, '../shared/testdata/clips/person.mjpeg');

type DetectionWindow = Window & {
  measureDetection(frames: readonly string[], rounds: number): Promise<DetectionReport>;
};

/** Frames of the clip as addresses of their data; of a picture that ships with the app where there is no clip. */
function framesOf(count: number): readonly string[] {
  if (!existsSync(clip)) return ['/samples/chelsea.png'];
  const bytes = readFileSync(clip);
  const starts: number[] = [];
  const mark = Buffer.from([0xff, 0xd8, 0xff]);
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 3)) starts.push(at);
  return starts
    .slice(0, count)
    .map((start, index) => `data:image/jpeg;base64,${bytes.subarray(start, starts[index + 1]).toString('base64')}`);
}

export async function measureDetectionIn(browser: Browser, rounds: number): Promise<DetectionReport> {
  const server = await createServer({
    root,
    // A file that is edited meanwhile must not reload the page.
    server: { port: 0, hmr: false, watch: null },
    logLevel: 'warn',
    optimizeDeps: { entries: ['bench/browser/detection-page/detection.ts'] },
  });
  await server.listen();
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'info') console.error(`  ${message.text()}`);
  });
  try {
    await page.goto(`${server.resolvedUrls?.local[0]}bench/browser/detection-page/index.html`);
    await page.waitForFunction(() => 'measureDetection' in window, undefined, { timeout: 120_000 });
    return await page.evaluate(
      ({ frames, times }) => (window as unknown as DetectionWindow).measureDetection(frames, times),
      { frames: framesOf(rounds + 1), times: rounds },
    );
  } finally {
    await page.context().close();
    await server.close();
  }
}

export function printDetection({ adapter, sides, stages, gpuBytes }: DetectionReport): void {
  console.log(`\nThe embedded detector on a clip of 640 × 360, on ${adapter || 'an unnamed adapter'}`);
  const rows = sides.map(({ side, milliseconds, boxes }) => [
    side,
    {
      'ms a frame': Number(median(milliseconds).toFixed(1)),
      'frames a second': Number((1000 / median(milliseconds)).toPrecision(3)),
      boxes,
    },
  ]);
  console.table(Object.fromEntries(rows));
  const of = (stage: keyof FrameTimings) => median(stages.map((each) => each[stage]));
  const names = ['capture', 'preprocess', 'model', 'suppress', 'readBack', 'total'] as const;
  console.table({ 'Stride, ms': Object.fromEntries(names.map((name) => [name, Number(of(name).toFixed(2))])) });
  const besides = median(stages.map(({ model, total }) => (total - model) / total));
  console.log(`Everything but the network: ${(besides * 100).toFixed(1)} % of the frame (aim: under 10 %).`);
  console.log(`GPU memory after the first counted frame and the last: ${gpuBytes.join(' and ')} bytes.`);
}
