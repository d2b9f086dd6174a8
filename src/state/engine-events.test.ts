import { expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { faultOf, startEngine } from './engine-events.ts';
import { fakeEngine, report } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';
import { idleTraining } from './training-store.ts';

async function started(parts: Parameters<typeof fakeEngine>[0] = {}) {
  const engine = fakeEngine(parts);
  const stride = testStride({ engine });
  await startEngine(stride);
  const notices = () => stride.notices.store.getState().notices.map(({ message }) => message);
  return { engine, stride, notices };
}

test('a started engine shows its report and loads the document’s data set', async () => {
  const { stride } = await started();
  expect(stride.backend.getState()).toEqual({ phase: 'ready', report });
  expect(stride.dataset.getState()).toMatchObject({ phase: 'ready', id: 'mnist' });
});

test('an engine that does not start leaves a reason and a remedy', async () => {
  const fault = { code: 'engine-not-loaded', message: 'The engine could not be loaded.', remedy: 'Reload.' };
  const { stride } = await started({ listen: () => Promise.reject(fault) });
  expect(stride.backend.getState()).toEqual({ phase: 'failed', message: fault.message, remedy: fault.remedy });
});

test('a lost graphics card is announced, and the announcement goes when the engine runs again', async () => {
  const { engine, stride, notices } = await started();
  engine.emit({ type: 'backend-lost', reason: 'Device was destroyed.', isFinal: false });
  expect(stride.backend.getState()).toEqual({ phase: 'restarting', reason: 'Device was destroyed.' });
  expect(notices()).toEqual(['The graphics card went away: Device was destroyed.']);
  engine.emit({ type: 'backend', report: { ...report, name: 'webgl' } });
  expect(stride.backend.getState().phase).toBe('ready');
  expect(notices()).toEqual(['The engine runs again, on WebGL.']);
});

test('a loss that nothing survives fails the backend', async () => {
  const { engine, stride } = await started();
  engine.emit({ type: 'backend-lost', reason: 'Nothing was left.', isFinal: true });
  expect(stride.backend.getState()).toMatchObject({ phase: 'failed', message: 'Nothing was left.' });
});

test('of a swarm of GPU errors the first is shown', async () => {
  const { engine, stride } = await started();
  for (const message of ['first', 'second', 'third']) engine.emit({ type: 'gpu-error', message });
  expect(stride.notices.store.getState().notices).toMatchObject([{ tone: 'error', details: 'first' }]);
});

test('compiling and measuring are counted one after the other', async () => {
  const { engine, stride } = await started();
  stride.training.setState({ ...idleTraining, phase: 'compiling' }, true);
  engine.emit({ type: 'compiling', done: 12, total: 12 });
  engine.emit({ type: 'tuning', done: 2, total: 9 });
  expect(stride.training.getState()).toMatchObject({
    phase: 'compiling',
    compiling: { done: 12, total: 12 },
    tuning: { done: 2, total: 9 },
  });
});

test('progress collects batches, and the first step ends compiling', async () => {
  const { engine, stride } = await started();
  stride.training.setState({ ...idleTraining, phase: 'compiling' }, true);
  const progress = { epoch: 0, epochs: 1, steps: 10, imagesPerSecond: 5, millisecondsLeft: 100 };
  engine.emit({ type: 'progress', progress: { ...progress, step: 0, batches: [], phase: 'compiling' } });
  expect(stride.training.getState().phase).toBe('compiling');
  const first = { step: 1, loss: 2, accuracy: 0.1 };
  const second = { step: 2, loss: 1, accuracy: 0.5 };
  engine.emit({ type: 'progress', progress: { ...progress, step: 1, batches: [first], phase: 'training' } });
  engine.emit({ type: 'progress', progress: { ...progress, step: 2, batches: [second], phase: 'training' } });
  expect(stride.training.getState()).toMatchObject({ phase: 'running', batches: [first, second] });
});

test('a data set that arrives after another was asked for is left out', async () => {
  const waiting = new Map<string, (info: DatasetInfo) => void>();
  const { openDataset } = fakeEngine();
  const engine = fakeEngine({ openDataset: (id) => new Promise((resolve) => waiting.set(id, resolve)) });
  const stride = testStride({ engine });
  const starting = startEngine(stride);
  await expect.poll(() => waiting.has('mnist')).toBe(true);
  stride.project.edit('Choose data set', (project) => ({ ...project, dataset: 'other' }));
  await expect.poll(() => waiting.has('other')).toBe(true);
  waiting.get('other')!(await openDataset('other'));
  waiting.get('mnist')!(await openDataset('mnist'));
  await starting;
  expect(stride.dataset.getState()).toMatchObject({ phase: 'ready', id: 'other' });
});

test('a fault keeps its own remedy and gets one where it has none', () => {
  expect(faultOf(new StrideError({ code: 'full', message: 'Full.', remedy: 'Make room.' }))).toEqual({
    code: 'full',
    message: 'Full.',
    remedy: 'Make room.',
  });
  expect(faultOf(new StrideError({ code: 'full', message: 'Full.' })).remedy).toMatch(/Reload/);
  expect(faultOf(new Error('boom'))).toMatchObject({ code: 'unexpected', message: 'boom' });
});

test('an epoch that is heard of after the outcome that has it stands there once', async () => {
  const { engine, stride } = await started();
  const epochOf = (epoch: number) => ({ epoch, step: epoch, training: { loss: 1, accuracy: 0 }, learningRate: 0.1 });
  engine.emit({ type: 'epoch', report: epochOf(0) });
  stride.training.setState({ epochs: [epochOf(0), epochOf(1)] });
  engine.emit({ type: 'epoch', report: epochOf(1) });
  engine.emit({ type: 'epoch', report: epochOf(2) });
  expect(stride.training.getState().epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
});
