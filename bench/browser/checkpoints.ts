/** What checkpoints cost. */
import { formatBytes } from '#base/format.ts';
import { median } from '#base/math.ts';
import type { Part } from '../part.ts';
import type { CheckpointsReport } from './checkpoints-page/checkpoints.ts';
import { measureInPage } from './in-page.ts';

/** Of a step's time, at the rate that was measured. */
function shareOf({ stepWithout, stepWith }: CheckpointsReport): number {
  return median(stepWith) / median(stepWithout) - 1;
}

/** What the app asks for where a person has not said otherwise. */
const defaultSeconds = 30;

function printCheckpoints(report: CheckpointsReport): void {
  const { adapter, stepWithout, stepWith, bytes, milliseconds, everySeconds } = report;
  console.log(`\nCheckpoints of the lecture's CNN with Adam, batch 50, on ${adapter || 'an unnamed adapter'}`);
  const [without, withThem] = [median(stepWithout), median(stepWith)];
  const share = shareOf(report);
  const percent = (part: number) => `${(100 * part).toFixed(2)} %`;
  console.table({
    'ms a step without': without.toFixed(1),
    [`ms a step, one every ${everySeconds} s`]: withThem.toFixed(1),
    'share of the time at that rate': percent(share),
    [`share at one every ${defaultSeconds} s`]: percent((share * everySeconds) / defaultSeconds),
    'size of one': formatBytes(median(bytes)),
    'until one lies on the disk': `${median(milliseconds).toFixed(0)} ms`,
    checkpoints: bytes.length,
  });
}

export const checkpointsPart: Part = {
  name: 'checkpoints',
  about: 'what checkpoints cost of the training time',
  async run({ browser }) {
    const page = { folder: 'checkpoints-page', script: 'checkpoints.ts', measure: 'measureCheckpoints' };
    const report = await measureInPage<null, CheckpointsReport>(await browser(), page, null);
    printCheckpoints(report);
    const share = (shareOf(report) * report.everySeconds) / defaultSeconds;
    const aim = {
      aim: `checkpoints every ${defaultSeconds} s cost less than 2 % of the time`,
      measured: `${(100 * share).toFixed(2)} %`,
      isReached: share < 0.02,
    };
    return { figures: report, aims: [aim] };
  },
};
