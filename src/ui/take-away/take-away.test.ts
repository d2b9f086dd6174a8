import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { batchesCsv, historyCsv } from './history-csv.ts';
import { metricPicture } from './metric-picture.ts';
import { runReport } from './run-report.ts';

const colors = {
  ...{ ground: '#fff', card: '#fff', line: '#ccc', ink: '#000', inkMuted: '#555', family: () => '#00f' },
  ...{ training: '#00f', validation: '#f60', batch: '#999' },
};
const epochs = [
  {
    epoch: 0,
    step: 9,
    training: { loss: 1.5, accuracy: 0.5 },
    validation: { loss: 1.25, accuracy: 0.625 },
    learningRate: 0.001,
  },
  { epoch: 1, step: 19, training: { loss: 0.75, accuracy: 0.8 }, learningRate: 0.001 },
];
const batches = Array.from({ length: 20 }, (_, step) => ({ step, loss: 2 - step / 12, accuracy: step / 25 }));

test('the table of epochs has Keras’s columns and an empty place where nothing was measured', () => {
  expect(historyCsv(epochs)).toBe(
    'epoch,accuracy,learning_rate,loss,val_accuracy,val_loss\n0,0.5,0.001,1.5,0.625,1.25\n1,0.8,0.001,0.75,,\n',
  );
});

test('the table of a kept curve has a line a point', () => {
  expect(batchesCsv(Float64Array.of(0, 2.5, 0.1, 4, 2, 0.25))).toBe('step,loss,accuracy\n0,2.5,0.1\n4,2,0.25\n');
});

test('a curve is a well-formed picture with one line for each series that has values', () => {
  const svg = metricPicture('loss', { batches, epochs }, colors);
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg.match(/<polyline/g)).toHaveLength(3);
  expect(metricPicture('accuracy', { batches, epochs: [] }, colors).match(/<polyline/g)).toHaveLength(1);
  expect(XMLValidator.validate(metricPicture('loss', { batches: [], epochs: [] }, colors))).toBe(true);
  expect(svg).not.toMatch(/NaN|Infinity/);
});

test('a report holds the numbers, no script, and nothing from elsewhere', () => {
  const html = runReport(
    {
      name: '<img src=x onerror=alert(1)>',
      note: 'With <b>dropout</b>',
      startedAt: 0,
      datasetHash: 'c0ffee',
      ending: 'It ended.',
      graph: templates[0]!.build([28, 28, 1], 2),
      settings: defaultTrainingSettings,
      seed: 42,
      datasetName: 'Cats & dogs',
      backend: 'WebGPU',
      batches,
      epochs,
      confusion: { classNames: ['cat', 'dog'], counts: Uint32Array.of(7, 1, 2, 90), source: 'validation' },
    },
    colors,
  );
  expect(html).not.toMatch(/<script|<img|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  for (const text of ['Cats &amp; dogs', 'With &lt;b&gt;dropout', 'c0ffee', 'January 1, 1970'])
    expect(html).toContain(text);
  for (const number of ['62.5', '90', 'conv2d_2', '0.7500']) expect(html).toContain(number);
});
