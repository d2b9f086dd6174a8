/** What the kernels were to reach in Node on lavapipe, beside what they reached. */
import type { BenchmarkReport, BenchmarkRow } from '#protocol/benchmark.ts';
import { millisecondsText, ratioText, timesFaster } from '#state/benchmark-text.ts';
import type { Aim } from '../part.ts';

const lecture = 'Lecture CNN';
const batch = 50;
const mostDispatches = 60;
/** A tenth slower than tfjs's is the most that any kernel may be. */
const leastRatio = 0.9;

/** At batch 50, by the name of the row. */
const ratiosAimedAt: readonly (readonly [name: string, least: number])[] = [
  ['training step, SGD', 8],
  ['training step, Adam', 8],
  ['conv1 forward', 8],
  ['conv1 weight gradient', 20],
  ['conv2 weight gradient', 6],
];

function ratioAims(rows: readonly BenchmarkRow[]): readonly Aim[] {
  return ratiosAimedAt.flatMap(([name, least]) => {
    const row = rows.find((one) => one.network === lecture && one.name === name && one.batch === batch);
    if (!row) return [];
    const ratio = timesFaster(row);
    return [
      {
        aim: `${name} of the lecture’s network at batch ${batch} ≥ ${least}× tfjs-webgpu`,
        measured: ratioText(ratio),
        isReached: ratio >= least,
      },
    ];
  });
}

function slowestAim(rows: readonly BenchmarkRow[]): readonly Aim[] {
  const slowest = rows.filter(({ kind }) => kind === 'kernel').toSorted((a, b) => timesFaster(a) - timesFaster(b))[0];
  if (!slowest) return [];
  return [
    {
      aim: `no kernel below ${ratioText(leastRatio)} tfjs-webgpu`,
      measured: `${ratioText(timesFaster(slowest))}, of ${slowest.network}, ${slowest.name}, batch ${slowest.batch}`,
      isReached: timesFaster(slowest) >= leastRatio,
    },
  ];
}

function dispatchAims(rows: readonly BenchmarkRow[]): readonly Aim[] {
  return rows.flatMap(({ network, name, batch: size, step }) =>
    step && network === lecture && size === batch
      ? [
          {
            aim: `${name} of the lecture’s network in at most ${mostDispatches} dispatches`,
            measured: `${step.stride.dispatches} (tfjs-webgpu ${step.stock.dispatches})`,
            isReached: step.stride.dispatches <= mostDispatches,
          },
        ]
      : [],
  );
}

/** JavaScript records a step while the device still computes the one before: it must not be what a step waits for. */
function scriptAims(rows: readonly BenchmarkRow[]): readonly Aim[] {
  return rows.flatMap(({ network, name, batch: size, step, milliseconds }) =>
    step && network === lecture && size === batch
      ? [
          {
            aim: `JavaScript of a ${name} of the lecture’s network under a tenth of its time`,
            measured: `${millisecondsText(step.stride.scriptMilliseconds)} of ${millisecondsText(milliseconds.stride)} ms`,
            isReached: step.stride.scriptMilliseconds < milliseconds.stride / 10,
          },
        ]
      : [],
  );
}

export function aimsOf({ rows }: BenchmarkReport): readonly Aim[] {
  return [...ratioAims(rows), ...slowestAim(rows), ...dispatchAims(rows), ...scriptAims(rows)];
}
