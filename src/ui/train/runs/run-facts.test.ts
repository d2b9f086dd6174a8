import { expect, test } from 'vitest';
import { emptyGraph } from '#graph/model-graph.ts';
import type { RunRecord } from '#graph/training/run-schemas.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { runDifferences } from './run-differences.ts';
import { runFacts, sortRuns } from './run-facts.ts';

const epoch = (number: number, loss: number) => ({
  epoch: number,
  step: number,
  training: { loss, accuracy: 1 - loss },
  validation: { loss: 2 * loss, accuracy: 1 - 2 * loss },
  learningRate: 0.1,
});

function run(name: string, parts: Partial<RunRecord> = {}): RunRecord {
  return {
    origin: {
      version: 1,
      run: name,
      startedAt: 0,
      graph: emptyGraph,
      settings: defaultTrainingSettings,
      seed: 1,
      dataset: { id: 'mnist', name: 'MNIST digits', hash: '' },
      classNames: [],
      isLightOnDark: true,
    },
    name,
    note: '',
    end: { kind: 'finished' },
    epochs: [epoch(0, 0.4), epoch(1, 0.1), epoch(2, 0.3)],
    milliseconds: 1,
    device: { backend: 'webgpu', adapter: '' },
    parameters: 0,
    weightsBytes: 0,
    ...parts,
  };
}

test('a run is told by its last epoch, one that was stopped early by its best', () => {
  expect(runFacts(run('a'))).toMatchObject({ epochs: 3, loss: 0.6, isValidated: true });
  expect(runFacts(run('a', { end: { kind: 'early-stopped', bestEpoch: 1 } })).loss).toBeCloseTo(0.2);
  expect(runFacts(run('a', { epochs: [] }))).toMatchObject({ epochs: 0, loss: null });
});

test('runs sort by any column, numbers in names as numbers, runs without the number last', () => {
  const runs = [run('Run 10'), run('Run 9', { epochs: [] }), run('Run 11', { epochs: [epoch(0, 0.01)] })];
  const names = (column: 'name' | 'loss', isDescending: boolean) =>
    sortRuns(runs, { column, isDescending }).map(({ name }) => name);
  expect(names('name', false)).toEqual(['Run 9', 'Run 10', 'Run 11']);
  expect(names('loss', false)).toEqual(['Run 11', 'Run 10', 'Run 9']);
  expect(names('loss', true)).toEqual(['Run 10', 'Run 11', 'Run 9']);
});

test('what compared runs began with is told as far as it differs', () => {
  const one = run('one');
  const { origin } = one;
  const settings = { ...defaultTrainingSettings, learningRate: 0.5, earlyStopping: null };
  const other = { ...run('other'), origin: { ...origin, settings, seed: 2 } };
  const elsewhere = { ...run('elsewhere'), origin: { ...origin, dataset: { ...origin.dataset, hash: 'another' } } };
  expect(runDifferences([one])).toEqual([]);
  expect(runDifferences([one, run('same')])).toEqual([]);
  expect(runDifferences([one, other])).toEqual([
    { label: 'Learning rate', values: ['0.001', '0.5'] },
    { label: 'Seed', values: ['1', '2'] },
  ]);
  expect(runDifferences([one, elsewhere]).map(({ label }) => label)).toEqual(['Dataset']);
});
