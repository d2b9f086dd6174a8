/** How batches are made ready: gathered, augmented, rescaled. */
import type { Part } from '../part.ts';
import type { BatchesReport } from './batches-page/batches.ts';
import { measureInPage } from './in-page.ts';

function printBatches({ adapter, batches, step }: BatchesReport): void {
  console.log(`\nA batch gathered, augmented and rescaled, on ${adapter || 'an unnamed adapter'}`);
  const rows = batches.map(({ name, batch, stride, stockComposed, stockByLayer, difference }) => [
    `${name}, batch ${batch}`,
    {
      'Stride, ms': Number(stride.toFixed(2)),
      'tfjs composed, ms': Number(stockComposed.toFixed(2)),
      'tfjs by layer, ms': Number(stockByLayer.toFixed(2)),
      'times faster': `${(stockComposed / stride).toFixed(1)} and ${(stockByLayer / stride).toFixed(1)}`,
      ...(batch === 50 ? { 'share of a step': `${((100 * stride) / step).toFixed(1)} %` } : {}),
      'furthest apart': Number(difference.toExponential(1)),
    },
  ]);
  console.table(Object.fromEntries(rows));
}

export const batchesPart: Part = {
  name: 'batches',
  about: 'a batch gathered, augmented and rescaled, beside stock operations',
  async run({ browser }) {
    const page = { folder: 'batches-page', script: 'batches.ts', measure: 'measureBatches' };
    const report = await measureInPage<null, BatchesReport>(await browser(), page, null);
    printBatches(report);
    return { figures: report };
  },
};
