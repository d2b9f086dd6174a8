/** Whole training steps of every template: Stride, tfjs on three backends and jax-js, in turns. */
import { median } from '#base/math.ts';
import { templates } from '#graph/templates/index.ts';
import type { Aim, Part } from '../part.ts';
import { measureInPage } from './in-page.ts';
import type { SideFigures, SideName, StepsReport, StepsRequest } from './steps-page/steps.ts';

const page = { folder: 'steps-page', script: 'steps.ts', measure: 'measureSteps' };

const lectureSides: readonly SideName[] = [
  'Stride on WebGPU, Adam',
  'Stride on WebGPU, SGD',
  'jax-js on WebGPU, SGD',
  'tfjs on WebGPU, Adam',
  'tfjs on WebGPU, SGD',
  'tfjs on WebGL, Adam',
  'tfjs on CPU, Adam',
];
const templateSides: readonly SideName[] = ['Stride on WebGPU, Adam', 'tfjs on WebGPU, Adam', 'tfjs on WebGL, Adam'];

function printSteps({ adapter, network, batchSize, sides }: StepsReport): void {
  console.log(`\n${network}, one training step at batch ${batchSize}, on ${adapter || 'an unnamed adapter'}`);
  const rows = sides.map(
    ({ side, milliseconds, scriptMilliseconds, refusal, dispatches, tensorsMade, tensorsLeft }) => {
      if (refusal) return [side, { 'ms a step': refusal }] as const;
      const middle = median(milliseconds);
      const own = sides.find((other) => other.side.startsWith('Stride') && other.side.endsWith(side.slice(-4)));
      return [
        side,
        {
          'ms a step': Number(middle.toPrecision(3)),
          'of it JavaScript': Number(median(scriptMilliseconds).toPrecision(2)),
          'images a second': Math.round((batchSize * 1000) / middle),
          'times Stride': Number((middle / median(own?.milliseconds ?? [])).toPrecision(3)),
          'GPU dispatches': dispatches,
          'tensors made': tensorsMade,
          'tensors left': tensorsLeft,
          steps: milliseconds.length,
        },
      ] as const;
    },
  );
  console.table(Object.fromEntries(rows));
}

function aimsOfLecture({ sides }: StepsReport): readonly Aim[] {
  const of = (name: SideName): SideFigures | undefined =>
    sides.find(({ side, refusal }) => side === name && refusal === undefined);
  const [adam, sgd] = [of('Stride on WebGPU, Adam'), of('Stride on WebGPU, SGD')];
  if (!adam || !sgd) return [];
  const against = (aim: string, own: SideFigures, other: SideFigures | undefined, least: number): Aim => {
    const ratio = other ? median(other.milliseconds) / median(own.milliseconds) : Number.NaN;
    return {
      aim,
      measured: other ? `${ratio.toFixed(1)} times` : 'nothing: it cannot run here',
      isReached: other ? ratio >= least : null,
    };
  };
  const [stockAdam, stockSgd] = [of('tfjs on WebGPU, Adam'), of('tfjs on WebGPU, SGD')];
  const script = median(adam.scriptMilliseconds);
  return [
    against('a step at least 7 times as fast as tfjs-webgpu, Adam', adam, stockAdam, 7),
    against('a step at least 7 times as fast as tfjs-webgpu, SGD', sgd, stockSgd, 7),
    against('a step ahead of jax-js, SGD', sgd, of('jax-js on WebGPU, SGD'), 1),
    {
      aim: 'at most 60 dispatches a step',
      measured: `${adam.dispatches} with Adam (tfjs-webgpu ${stockAdam?.dispatches ?? 'unknown'}), ${sgd.dispatches} with SGD (${stockSgd?.dispatches ?? 'unknown'})`,
      isReached: Math.max(adam.dispatches, sgd.dispatches) <= 60,
    },
    {
      aim: 'JavaScript small beside the GPU in a step (under a tenth)',
      measured: `${script.toFixed(1)} ms of ${median(adam.milliseconds).toFixed(1)} ms`,
      isReached: script < median(adam.milliseconds) / 10,
    },
    {
      aim: 'no tensor left behind by a step',
      measured: `${Math.max(adam.tensorsLeft, sgd.tensorsLeft)}`,
      isReached: adam.tensorsLeft <= 0 && sgd.tensorsLeft <= 0,
    },
  ];
}

export const stepsPart: Part = {
  name: 'steps',
  about:
    'one training step of the lecture’s network at batch 50: Stride, jax-js, tfjs on WebGPU, WebGL and the processor',
  async run({ browser, isQuick, batch }) {
    const request: StepsRequest = {
      template: templates[0]?.id ?? '',
      batchSize: batch ?? 50,
      rounds: isQuick ? 2 : 5,
      sides: isQuick ? lectureSides.filter((side) => !side.includes('CPU')) : lectureSides,
    };
    const report = await measureInPage<StepsRequest, StepsReport>(await browser(), page, request);
    printSteps(report);
    return { figures: report, aims: aimsOfLecture(report) };
  },
};

export const templatesPart: Part = {
  name: 'templates',
  about: 'one training step of the other five templates: Stride, tfjs on WebGPU and on WebGL',
  async run({ browser, isQuick, only, batch }) {
    const wanted = templates.slice(1).filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
    const reports: StepsReport[] = [];
    for (const { id } of wanted) {
      const request: StepsRequest = {
        template: id,
        batchSize: batch ?? 50,
        softwareBatchSize: batch ?? 8,
        rounds: isQuick ? 1 : 3,
        sides: templateSides,
      };
      const report = await measureInPage<StepsRequest, StepsReport>(await browser(), page, request);
      printSteps(report);
      reports.push(report);
    }
    console.log('jax-js is left out: its side is written by hand, for the lecture’s network alone.');
    const timesFaster = ({ sides }: StepsReport) =>
      median(sides[1]?.milliseconds ?? []) / median(sides[0]?.milliseconds ?? []);
    const aims = reports.map((report): Aim => {
      const ratio = timesFaster(report);
      return {
        aim: `a step of ${report.network} faster than tfjs-webgpu`,
        measured: `${ratio.toFixed(1)} times as fast`,
        isReached: Number.isFinite(ratio) ? ratio > 1 : null,
      };
    });
    return { figures: reports, aims };
  },
};
