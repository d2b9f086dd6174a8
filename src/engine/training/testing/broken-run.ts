/** Runs on `halves` that are captured at given steps, and runs that go on from there. */
import { expect } from 'vitest';
import type { ModelGraph } from '#graph/model-graph.ts';
import { defaultTrainingSettings, type TrainingSettings } from '#graph/training/training-settings.ts';
import type { TrainingOutcome } from '#protocol/training.ts';
import type { StandingBackend } from '../../backend/standing-backend.ts';
import { buildNetwork } from '../../build/build-network.ts';
import { type LayerWeights, readLayerWeights } from '../../layer-weights.ts';
import { RunControl } from '../run-control.ts';
import type { RunState } from '../run-state.ts';
import type { SampleSource } from '../sample-source.ts';
import { TrainingRun } from '../training-run.ts';
import { halves, halvesGraph } from './halves.ts';

export interface RecordedRun {
  readonly outcome: TrainingOutcome;
  readonly batches: Float64Array;
  readonly weights: LayerWeights;
  /** What the run was captured as, by its step. */
  readonly states: readonly RunState[];
}

export const brokenRunSettings: TrainingSettings = {
  ...defaultTrainingSettings,
  batchSize: 20,
  learningRate: 0.01,
  epochs: 4,
  schedule: { name: 'cosine', alpha: 0.1 },
  earlyStopping: { monitor: 'val_loss', patience: 2, minDelta: 0, restoreBestWeights: true },
};

export interface BrokenRunParts {
  readonly graph?: ModelGraph;
  /** The pictures on the device as a whole where absent. */
  readonly samples?: () => SampleSource;
}

/** `captureAt` decides for every chance to capture, counted from 0. */
export async function recordRun(
  backend: StandingBackend,
  settings: TrainingSettings,
  captureAt: (chance: number) => boolean,
  state: RunState | null = null,
  { graph = halvesGraph, samples }: BrokenRunParts = {},
): Promise<RecordedRun> {
  const network = buildNetwork(graph, 1, {}, state?.weights);
  const taken: Promise<RunState | null>[] = [];
  let chance = 0;
  const run = new TrainingRun({
    network,
    settings,
    pictures: halves,
    ...(samples && { samples: samples() }),
    seed: 4,
    backend,
    choiceStore: null,
    control: new RunControl(),
    emit: () => undefined,
    state,
    checkpoints: { isDue: () => captureAt(chance++), take: (captured) => taken.push(captured) },
  });
  const outcome = await run.run();
  const { batches } = run;
  const states = (await Promise.all(taken)).filter((captured) => captured !== null);
  const weights = await readLayerWeights(network);
  network.dispose();
  return { outcome, batches, weights, states };
}

/** The same losses at every step and epoch, the same weights in the end; all within 1e-5 of the larger number. */
export function expectSameCurve(actual: RecordedRun, expected: RecordedRun): void {
  expect(actual.outcome.end).toEqual(expected.outcome.end);
  expect(actual.batches).toHaveLength(expected.batches.length);
  const near = (one: number, other: number) =>
    expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-5 * Math.max(1e-3, Math.abs(other)));
  for (const [place, value] of expected.batches.entries()) near(actual.batches[place] ?? Number.NaN, value);
  expect(actual.outcome.epochs).toHaveLength(expected.outcome.epochs.length);
  for (const [place, report] of expected.outcome.epochs.entries()) {
    const found = actual.outcome.epochs[place];
    near(found?.training.loss ?? Number.NaN, report.training.loss);
    near(found?.validation?.loss ?? Number.NaN, report.validation?.loss ?? Number.NaN);
    expect(found?.learningRate).toBe(report.learningRate);
  }
  for (const [layer, weights] of expected.weights) {
    for (const [index, { values }] of weights.entries()) {
      const found = actual.weights.get(layer)?.[index]?.values;
      for (const [place, value] of values.entries()) near(found?.[place] ?? Number.NaN, value);
    }
  }
  expect(actual.outcome.confusion).toEqual(expected.outcome.confusion);
}
