/** Every part of `npm run bench`, in the order in which they run. */
import { batchesPart } from './browser/batches.ts';
import { checkpointsPart } from './browser/checkpoints.ts';
import { detectionPart } from './browser/detection.ts';
import { firstPredictionPart } from './browser/first-prediction.ts';
import { forwardPart } from './browser/forward.ts';
import { kernelsPart } from './browser/kernels.ts';
import { runPart } from './browser/run.ts';
import { startUpPart } from './browser/start-up.ts';
import { stepsPart, templatesPart } from './browser/steps.ts';
import { linksPart } from './links.ts';
import type { Part } from './part.ts';

const exportPart: Part = {
  name: 'export',
  about: 'seconds to export MobileNet and to read it back',
  async run() {
    const { main } = await import('./export/main.ts');
    await main();
    return { figures: null };
  },
};

/** Not among those that run unasked: it takes many minutes. */
export const dataPart: Part = {
  name: 'data',
  about: 'pictures coming into the library by the thousands (only where it is asked for: many minutes)',
  async run({ isQuick }) {
    const { fewCounts, measureData, usualCounts } = await import('./data/main.ts');
    return measureData(isQuick ? fewCounts : usualCounts);
  },
};

export const parts: readonly Part[] = [
  startUpPart,
  stepsPart,
  templatesPart,
  kernelsPart,
  forwardPart,
  firstPredictionPart,
  runPart,
  batchesPart,
  detectionPart,
  checkpointsPart,
  exportPart,
  linksPart,
];
