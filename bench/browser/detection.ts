/** Detection on a recorded clip. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { median } from '#base/math.ts';
import type { FrameTimings } from '#protocol/detection.ts';
import type { Part } from '../part.ts';
import { cocoSsdModel } from './coco-ssd-files.ts';
import type { CocoSsdReport, CocoSsdRequest } from './coco-ssd-page/coco-ssd.ts';
import type { DetectionReport, DetectionRequest, SideFigures } from './detection-page/detection.ts';
import { measureInPage } from './in-page.ts';

const root = resolve(import.meta.dirname, '../..');
const clip = resolve(root, '../shared/testdata/clips/person.mjpeg');

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

/** Of a frame's time, what goes into everything but the network. */
function shareBesides(stages: DetectionReport['stages']): number {
  return median(stages.map(({ model, total }) => (total - model) / total));
}

function printSides(title: string, adapter: string, sides: readonly SideFigures[]): void {
  console.log(`\n${title} on a clip of 640 × 360, on ${adapter || 'an unnamed adapter'}`);
  const rows = sides.map(({ side, milliseconds, boxes }) => [
    side,
    {
      'ms a frame': Number(median(milliseconds).toFixed(1)),
      'frames a second': Number((1000 / median(milliseconds)).toPrecision(3)),
      boxes,
    },
  ]);
  console.table(Object.fromEntries(rows));
}

function printDetection({ adapter, sides, stages, gpuBytes }: DetectionReport): void {
  printSides('The embedded detector', adapter, sides);
  const of = (stage: keyof FrameTimings) => median(stages.map((each) => each[stage]));
  const names = ['capture', 'preprocess', 'model', 'suppress', 'readBack', 'total'] as const;
  console.table({ 'Stride, ms': Object.fromEntries(names.map((name) => [name, Number(of(name).toFixed(2))])) });
  const besides = shareBesides(stages);
  console.log(`Everything but the network: ${(besides * 100).toFixed(1)} % of the frame.`);
  console.log(`GPU memory after the first counted frame and the last: ${gpuBytes.join(' and ')} bytes.`);
}

function measureCocoSsd(browser: Browser, request: CocoSsdRequest): Promise<CocoSsdReport> {
  const page = { folder: 'coco-ssd-page', script: 'coco-ssd.ts', measure: 'measureCocoSsd' };
  return measureInPage<CocoSsdRequest, CocoSsdReport>(browser, page, request);
}

export const detectionPart: Part = {
  name: 'detection',
  about: 'detectors on a recorded clip, beside stock operations and the package coco-ssd',
  async run({ browser, isQuick }) {
    const page = { folder: 'detection-page', script: 'detection.ts', measure: 'measureDetection' };
    const rounds = isQuick ? 1 : 3;
    const frames = framesOf(rounds + 1);
    const request: DetectionRequest = { frames, rounds };
    const report = await measureInPage<DetectionRequest, DetectionReport>(await browser(), page, request);
    printDetection(report);
    const share = shareBesides(report.stages);
    const aim = {
      aim: 'everything but the network under a tenth of a detected frame',
      measured: `${(share * 100).toFixed(1)} %`,
      isReached: share < 0.1,
    };
    const model = cocoSsdModel();
    const beside = model && (await measureCocoSsd(await browser(), { model, frames, rounds }));
    if (beside) printSides('COCO-SSD lite', beside.adapter, beside.sides);
    return { figures: { embedded: report, cocoSsd: beside }, aims: [aim] };
  },
};
