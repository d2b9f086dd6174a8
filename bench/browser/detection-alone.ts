/** The detector's figures alone: `node bench/run.mjs bench/browser/detection-alone.ts`. */
import { measureDetectionIn, printDetection } from './detection.ts';
import { launchChromium } from './preview.ts';

export async function main(): Promise<void> {
  const browser = await launchChromium();
  try {
    printDetection(await measureDetectionIn(browser, 3));
  } finally {
    await browser.close();
  }
}
