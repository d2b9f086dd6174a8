import { expect, test } from 'vitest';
import type { EpochReport } from '#protocol/training.ts';
import { endSentence } from './end-sentence.ts';

const epoch = (number: number, validation?: number): EpochReport => ({
  epoch: number,
  step: (number + 1) * 160,
  training: { loss: 0.5, accuracy: 0.9 },
  learningRate: 0.001,
  ...(validation === undefined ? {} : { validation: { loss: 0.4, accuracy: validation } }),
});

test('a finished run says how far it came', () => {
  const epochs = [epoch(0, 0.8), epoch(1, 0.914)];
  expect(endSentence({ end: { kind: 'finished' }, epochs, confusion: null })).toBe(
    'Finished: 2 epochs, validation accuracy 91.4\u202f%.',
  );
  expect(endSentence({ end: { kind: 'finished' }, epochs: [epoch(0)], confusion: null })).toBe(
    'Finished: 1 epoch, accuracy 90.0\u202f%.',
  );
});

test('a stopped run keeps its weights and says so', () => {
  expect(endSentence({ end: { kind: 'stopped' }, epochs: [], confusion: null })).toContain('Its weights are kept.');
});

test('early stopping names the best epoch as a person counts', () => {
  const epochs = [epoch(0, 0.9), epoch(1, 0.8), epoch(2, 0.7)];
  expect(endSentence({ end: { kind: 'early-stopped', bestEpoch: 0 }, epochs, confusion: null })).toContain(
    'since epoch 1.',
  );
});
