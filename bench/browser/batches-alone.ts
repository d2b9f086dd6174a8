/** The batches by themselves: `node bench/run.mjs bench/browser/batches-alone.ts`. */
import { measureBatchesIn, printBatches } from './batches.ts';
import { launchChromium } from './preview.ts';

export async function main(): Promise<void> {
  const browser = await launchChromium();
  try {
    printBatches(await measureBatchesIn(browser));
  } finally {
    await browser.close();
  }
}
