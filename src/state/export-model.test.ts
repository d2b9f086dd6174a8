import { expect, test } from 'vitest';
import { defaultProject } from '#graph/project/default-project.ts';
import type { ExchangeEngine, ExportReport } from '#protocol/exchange.ts';
import { startEngine } from './engine-events.ts';
import { exportModel, forgetExport } from './export-model.ts';
import { fakeEngine, refusing } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';

const report: ExportReport = {
  file: new Blob(['bytes']),
  fileName: 'lecture_cnn-keras.zip',
  contents: ['lecture_cnn.keras'],
  origin: 'fresh',
  parameters: 225_034,
  verified: [],
  notes: [],
  milliseconds: 5,
};

test('an export says how far it is, and gives its file', async () => {
  let answer: (report: ExportReport) => void = () => {};
  const jobs: string[] = [];
  const exchange: ExchangeEngine = {
    ...refusing<ExchangeEngine>(),
    exportModel: ({ job }) => {
      jobs.push(job);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  };
  const engine = fakeEngine({ exchange });
  const stride = testStride({ engine, project: defaultProject() });
  await startEngine(stride);
  const exporting = exportModel(stride, 'keras', true);
  await exportModel(stride, 'onnx', true);
  expect(jobs).toHaveLength(1);
  engine.emit({ type: 'export', job: jobs[0]!, phase: 'checking' });
  engine.emit({ type: 'export', job: 'another', phase: 'packing' });
  expect(stride.exported.getState()).toMatchObject({ phase: 'working', step: 'checking' });
  forgetExport(stride);
  expect(stride.exported.getState().phase).toBe('working');
  answer(report);
  await exporting;
  expect(stride.exported.getState()).toEqual({ phase: 'ready', report });
  forgetExport(stride);
  expect(stride.exported.getState()).toEqual({ phase: 'none' });
});

test('an export that is refused says why', async () => {
  const fault = { code: 'export-disagrees', message: 'It disagrees.', remedy: 'Choose another.' };
  const exchange: ExchangeEngine = { ...refusing<ExchangeEngine>(), exportModel: () => Promise.reject(fault) };
  const stride = testStride({ engine: fakeEngine({ exchange }), project: defaultProject() });
  await exportModel(stride, 'keras', true);
  expect(stride.exported.getState()).toEqual({ phase: 'failed', message: 'It disagrees.', remedy: 'Choose another.' });
});
