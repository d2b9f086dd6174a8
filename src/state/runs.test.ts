import { expect, test } from 'vitest';
import { defaultProject } from '#graph/project/default-project.ts';
import type { RunRecord } from '#graph/training/run-schemas.ts';
import type { RunsEngine } from '#protocol/runs.ts';
import { annotateRun, compareRun, goBackToRun, refreshRuns, removeRun, removeRunWeights, renameRun } from './runs.ts';
import { fakeEngine, refusing } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';

const { graph, training } = defaultProject();

function runOf(run: string): RunRecord {
  const dataset = { id: 'mnist', name: 'MNIST digits', hash: 'c0ffee' };
  return {
    origin: {
      ...{ version: 1, run, startedAt: 1, graph, settings: { ...training, epochs: 9 }, seed: 77, dataset },
      classNames: ['0', '1'],
      isLightOnDark: true,
    },
    ...{ name: `Run ${run}`, note: '', end: { kind: 'finished' }, epochs: [], milliseconds: 1 },
    device: { backend: 'webgpu', adapter: '' },
    ...{ parameters: 1, weightsBytes: 4 },
  };
}

function surroundings() {
  const calls: string[] = [];
  let listed = [runOf('2'), runOf('1')];
  const told = (name: string) => async (run: string) => void calls.push(`${name} ${run}`);
  const runs = refusing<RunsEngine>({
    list: async () => listed,
    rename: told('rename'),
    annotate: told('annotate'),
    remove: told('remove'),
    bringBack: told('bring back'),
    removeWeights: told('remove weights of'),
    adopt: told('adopt'),
    curve: async (run) => ({
      run,
      batches: Float64Array.of(0, 2, 0.5, 5, 1, 0.75),
      outcome: { end: { kind: 'finished' }, epochs: [], confusion: null },
    }),
  });
  const stride = testStride({ engine: fakeEngine({ runs }) });
  return {
    stride,
    calls,
    forget: (run: string) => {
      listed = listed.filter(({ origin }) => origin.run !== run);
    },
  };
}

test('a run that is gone is no longer compared', async () => {
  const { stride, forget } = surroundings();
  await refreshRuns(stride);
  for (const run of ['1', '2', '1']) compareRun(stride, run, true);
  expect(stride.runs.getState().compared).toEqual(['2', '1']);
  compareRun(stride, '2', false);
  forget('1');
  await refreshRuns(stride);
  expect(stride.runs.getState()).toMatchObject({ compared: [], runs: [{ name: 'Run 2' }] });
});

test('deleting can be undone where it is said', async () => {
  const { stride, calls } = surroundings();
  await removeRun(stride, runOf('1'));
  const [notice] = stride.notices.store.getState().notices;
  expect(notice?.message).toContain('Run 1');
  notice?.action?.perform();
  await expect.poll(() => calls).toEqual(['remove 1', 'bring back 1']);
  expect(stride.notices.store.getState().notices).toEqual([]);
});

test('going back puts network, settings, seed and curve in place, as one step', async () => {
  const { stride, calls } = surroundings();
  const before = stride.project.getProject();
  await goBackToRun(stride, runOf('1'));
  expect(stride.project.getProject()).toMatchObject({ seed: 77, dataset: 'mnist', training: { epochs: 9 } });
  expect(calls).toEqual(['adopt 1']);
  expect(stride.training.getState()).toMatchObject({
    phase: 'ended',
    dataset: 'mnist',
    batches: [
      { step: 0, loss: 2, accuracy: 0.5 },
      { step: 5, loss: 1, accuracy: 0.75 },
    ],
  });
  expect(stride.training.getState().trainedGraph).toBe(stride.project.getProject().graph);
  stride.project.undo();
  expect(stride.project.getProject()).toEqual(before);
});

test('where the weights are not kept, network, settings and curve are, and that is said', async () => {
  const { stride, calls } = surroundings();
  await goBackToRun(stride, { ...runOf('1'), weightsBytes: 0 });
  expect(calls).toEqual([]);
  expect(stride.project.getProject().seed).toBe(77);
  expect(stride.training.getState()).toMatchObject({ phase: 'ended', trainedGraph: null });
  expect(stride.notices.store.getState().notices[0]?.message).toMatch(/not kept/);
});

test('a read-only tab changes no run, and says so', async () => {
  const { stride, calls } = surroundings();
  stride.tabLock.setState({ role: 'reader' });
  expect(await renameRun(stride, '1', 'Other')).toBe(false);
  expect(await annotateRun(stride, '1', 'Other')).toBe(false);
  expect(await removeRunWeights(stride, '1')).toBe(false);
  await removeRun(stride, runOf('1'));
  await goBackToRun(stride, runOf('1'));
  expect(calls).toEqual([]);
  expect(stride.notices.store.getState().notices[0]?.message).toMatch(/another tab/);
});
