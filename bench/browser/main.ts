/**
 * `npm run bench`: what the main job costs in a Chromium. Prints a table and keeps the figures as JSON; never fails on
 * a time. All sides run in turn in one page, so their ratios hold on a machine whose speed drifts.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatBytes } from '#base/format.ts';
import { median } from '#base/math.ts';
import { measureBatchesIn, printBatches } from './batches.ts';
import { measureCheckpointsIn, printCheckpoints } from './checkpoints.ts';
import { measureDetectionIn, printDetection } from './detection.ts';
import { buildAndPreview, launchChromium } from './preview.ts';
import { measureStartUp, type StartUp } from './start-up.ts';
import { measureStepsIn } from './steps.ts';
import type { StepsReport } from './steps-page/steps.ts';

const batchSize = 50;

function printSteps({ adapter, sides }: StepsReport): void {
  console.log(`\nThe lecture's CNN, one training step at batch ${batchSize}, on ${adapter || 'an unnamed adapter'}`);
  const rows = sides.map(({ side, milliseconds, refusal, dispatches, tensorsMade, tensorsLeft }) => {
    if (refusal) return [side, { 'ms a step': refusal }] as const;
    const middle = median(milliseconds);
    const own = sides.find((other) => other.side.startsWith('Stride') && other.side.endsWith(side.slice(-4)));
    return [
      side,
      {
        'ms a step': Math.round(middle),
        'images a second': Math.round((batchSize * 1000) / middle),
        'times Stride': Number((middle / median(own?.milliseconds ?? [])).toFixed(2)),
        'GPU dispatches': dispatches,
        'tensors made': tensorsMade,
        'tensors left': tensorsLeft,
        steps: milliseconds.length,
      },
    ] as const;
  });
  console.table(Object.fromEntries(rows));
}

function printStartUp(startUp: StartUp): void {
  console.log('\nA first visit, nothing cached, medians of five');
  console.table({
    'script before first paint (gzip)': formatBytes(startUp.scriptBeforePaint),
    'script of the engine (gzip)': formatBytes(startUp.engineScript),
    'first paint': `${Math.round(startUp.firstPaintMilliseconds)} ms`,
    'until Train can be pressed': `${Math.round(startUp.interactiveMilliseconds)} ms`,
  });
}

export async function main(): Promise<void> {
  const browser = await launchChromium();
  const { server, url } = await buildAndPreview();
  try {
    const startUp = await measureStartUp(browser, url);
    printStartUp(startUp);
    const steps = await measureStepsIn(browser, { batchSize, rounds: 5 });
    printSteps(steps);
    const batches = await measureBatchesIn(browser);
    printBatches(batches);
    const detection = await measureDetectionIn(browser, 3);
    printDetection(detection);
    const checkpoints = await measureCheckpointsIn(browser);
    printCheckpoints(checkpoints);
    const folder = resolve(import.meta.dirname, '../results');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      resolve(folder, 'browser.json'),
      JSON.stringify({ startUp, steps, batches, detection, checkpoints }, null, 2),
    );
  } finally {
    await browser.close();
    await server.close();
  }
}
