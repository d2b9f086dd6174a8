/** Single kernels beside tfjs's, as the app's benchmark measures them. */
import type { BenchmarkReport } from '#protocol/benchmark.ts';
import { benchmarkText, ratioText, timesFaster } from '#state/benchmark-text.ts';
import type { Part } from '../part.ts';
import { measureInPage } from './in-page.ts';
import type { KernelsRequest } from './kernels-page/kernels.ts';

export const kernelsPart: Part = {
  name: 'kernels',
  about: 'each kernel at the shapes of the lecture’s network, VGG16, MobileNet and ResNet50, beside tfjs-webgpu',
  async run({ browser, isQuick, only }) {
    const page = { folder: 'kernels-page', script: 'kernels.ts', measure: 'measureKernels' };
    const request: KernelsRequest = {
      lectureBatches: isQuick ? [50] : [50, 256],
      only: only || (isQuick ? 'lecture' : ''),
      rounds: isQuick ? 1 : 7,
      softwareFlops: isQuick ? 1e8 : 1e9,
    };
    const chromium = await browser();
    const report = await measureInPage<KernelsRequest, BenchmarkReport>(chromium, page, request);
    console.log(`\n${benchmarkText(report, `Chromium ${chromium.version()}`, new Date().toISOString().slice(0, 10))}`);
    const slowest = report.rows.toSorted((a, b) => timesFaster(a) - timesFaster(b))[0];
    const aim = {
      aim: 'no kernel slower than TensorFlow.js’s by more than a tenth',
      measured: slowest
        ? `the least ratio is ${ratioText(timesFaster(slowest))}, of ${slowest.network}, ${slowest.name}`
        : 'nothing',
      isReached: slowest ? timesFaster(slowest) >= 0.9 : null,
    };
    return { figures: report, aims: [aim] };
  },
};
