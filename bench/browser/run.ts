/** A thousand steps in a row: read-backs, memory, and the time that choosing kernels takes. */
import { formatBytes, formatCount } from '#base/format.ts';
import type { Part } from '../part.ts';
import { measureInPage } from './in-page.ts';
import type { RunReport, RunRequest } from './run-page/run.ts';

export const runPart: Part = {
  name: 'run',
  about: '1,000 training steps in a row: read-backs a second, tensors and bytes held, time spent on choosing kernels',
  async run({ browser, isQuick }) {
    const page = { folder: 'run-page', script: 'run.ts', measure: 'measureRun' };
    // Small batches: what is held and read does not depend on their size, and a software adapter has to do them, too.
    const request: RunRequest = { steps: isQuick ? 200 : 1000, batchSize: 4 };
    const report = await measureInPage<RunRequest, RunReport>(await browser(), page, request);
    const { adapter, isSoftware, milliseconds, readBacks, early, late, tuningMilliseconds, tunedKernels } = report;
    const aSecond = (readBacks / milliseconds) * 1000;
    console.log(
      `\n${formatCount(request.steps)} steps at batch ${request.batchSize}, on ${adapter || 'an unnamed adapter'}`,
    );
    console.table({
      'read-backs a second': aSecond.toFixed(1),
      'tensors, early and late': `${early.tensors} and ${late.tensors}`,
      'GPU memory, early and late': `${formatBytes(early.gpuBytes)} and ${formatBytes(late.gpuBytes)}`,
      'choosing kernels': tunedKernels === 0 ? 'nothing to measure here' : `${tuningMilliseconds.toFixed(0)} ms`,
    });
    const grown = late.gpuBytes - early.gpuBytes;
    return {
      figures: report,
      aims: [
        {
          aim: 'at most 4 read-backs a second',
          measured: aSecond.toFixed(1),
          isReached: aSecond <= 4.05,
        },
        {
          aim: `tensors and GPU bytes constant over ${formatCount(request.steps)} steps`,
          measured: `${late.tensors - early.tensors} tensors and ${formatBytes(Math.abs(grown))}${grown < 0 ? ' less' : ' more'}`,
          // A short run is looked at too seldom: losses that wait to be read come and go.
          isReached: isQuick ? null : late.tensors <= early.tensors && grown <= 0,
        },
        {
          aim: 'kernels chosen in less than 3 seconds',
          measured:
            tunedKernels === 0 && isSoftware
              ? '0 s: on a software adapter Stride’s own serve without measuring'
              : `${(tuningMilliseconds / 1000).toFixed(1)} s for ${tunedKernels} kernels`,
          isReached: tuningMilliseconds < 3000,
        },
      ],
    };
  },
};
