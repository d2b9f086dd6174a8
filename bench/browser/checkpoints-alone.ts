/** What checkpoints cost, by itself: `node bench/run.mjs bench/browser/checkpoints-alone.ts`. */
import { measureCheckpointsIn, printCheckpoints } from './checkpoints.ts';
import { launchChromium } from './preview.ts';

export async function main(): Promise<void> {
  const browser = await launchChromium();
  try {
    printCheckpoints(await measureCheckpointsIn(browser));
  } finally {
    await browser.close();
  }
}
