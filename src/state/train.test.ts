import { expect, test } from 'vitest';
import { emptyGraph } from '#graph/model-graph.ts';
import type { TrainingOutcome } from '#protocol/training.ts';
import { startEngine } from './engine-events.ts';
import { fakeEngine } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';
import { pause, resume, stop, train, trainingObstacle } from './train.ts';

const finished: TrainingOutcome = { end: { kind: 'finished' }, epochs: [], confusion: null };

async function ready(parts: Parameters<typeof fakeEngine>[0] = {}) {
  const stride = testStride({ engine: fakeEngine(parts) });
  await startEngine(stride);
  return stride;
}

test('training waits for the engine, the data set and a network without errors, and says for which', async () => {
  const stride = testStride();
  expect(trainingObstacle(stride)).toMatch(/starting/);
  await startEngine(stride);
  expect(trainingObstacle(stride)).toBeNull();
  stride.project.edit('Empty the canvas', (project) => ({ ...project, graph: emptyGraph }));
  expect(trainingObstacle(stride)).not.toBeNull();
  await train(stride);
  expect(stride.training.getState().phase).toBe('idle');
});

test('a run trains the document as it stands and ends with its outcome', async () => {
  const requests: unknown[] = [];
  const stride = await ready({
    train: async (request) => {
      requests.push(request);
      return finished;
    },
  });
  const { graph, training: settings, dataset, seed } = stride.project.getProject();
  await train(stride);
  expect(requests).toEqual([{ graph, settings, dataset, seed, checkpointSeconds: 30, start: 'seed' }]);
  expect(stride.training.getState()).toMatchObject({ phase: 'ended', outcome: finished, trainedGraph: graph });
});

test('a run that the engine rejects ends as failed, with the reason', async () => {
  const fault = { code: 'out-of-memory', message: 'The memory is full.', remedy: 'Choose a smaller batch size.' };
  const stride = await ready({ train: () => Promise.reject(fault) });
  await train(stride);
  expect(stride.training.getState().outcome?.end).toEqual({ kind: 'failed', ...fault });
});

test('a run that is refused leaves the network before it as the trained one', async () => {
  const outcomes: TrainingOutcome[] = [finished];
  const stride = await ready({ train: async () => outcomes.shift() ?? refused });
  const refused: TrainingOutcome = {
    end: { kind: 'failed', code: 'out-of-memory', message: 'Too large.', remedy: 'Choose a smaller batch size.' },
    epochs: [],
    confusion: null,
  };
  await train(stride);
  const first = stride.project.getProject().graph;
  stride.project.edit('Change', (project) => ({ ...project, graph: { ...project.graph } }));
  await train(stride);
  expect(stride.training.getState()).toMatchObject({ phase: 'ended', outcome: refused });
  expect(stride.training.getState().trainedGraph).toBe(first);
});

test('pause, resume and stop move the phase, and a second run cannot start beside the first', async () => {
  let end: (outcome: TrainingOutcome) => void = () => {};
  let runs = 0;
  const stride = await ready({
    train: () => {
      runs++;
      return new Promise((resolve) => {
        end = resolve;
      });
    },
    stop: async () => end({ ...finished, end: { kind: 'stopped' } }),
  });
  const phase = () => stride.training.getState().phase;
  const run = train(stride);
  await train(stride);
  expect(runs).toBe(1);
  stride.training.setState({ phase: 'running' });
  await pause(stride);
  expect(phase()).toBe('paused');
  await resume(stride);
  expect(phase()).toBe('running');
  await stop(stride);
  await run;
  expect(phase()).toBe('ended');
  expect(stride.training.getState().outcome?.end.kind).toBe('stopped');
});
