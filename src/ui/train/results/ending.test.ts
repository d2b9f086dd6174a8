import { expect, test } from 'vitest';
import type { EpochReport } from '#protocol/training.ts';
import { endingOf } from './ending.ts';

const epoch = (index: number, accuracy: number): EpochReport => ({
  epoch: index,
  step: (index + 1) * 10,
  training: { loss: 1, accuracy: 0.5 },
  validation: { loss: 1, accuracy },
  learningRate: 0.001,
});
const epochs = [epoch(0, 0.8), epoch(1, 0.9), epoch(2, 0.85)];

test('a finished run says how good the network is', () => {
  const { tone, text } = endingOf({ end: { kind: 'finished' }, epochs, confusion: null });
  expect(tone).toBe('info');
  expect(text).toContain('3 epochs');
  expect(text).toContain('85.0\u202f%');
});

test('a run that stopped early names its best epoch, counted from one, and how good that was', () => {
  const { text } = endingOf({ end: { kind: 'early-stopped', bestEpoch: 1 }, epochs, confusion: null });
  expect(text).toContain('Epoch 2 was the best.');
  expect(text).toContain('90.0\u202f%');
});

test('a run stopped in its first epoch claims nothing', () => {
  const { text } = endingOf({ end: { kind: 'stopped' }, epochs: [], confusion: null });
  expect(text).toContain('less than one epoch');
  expect(text).not.toContain('%');
});

test('a run that diverged says what happened and the remedy', () => {
  const end = {
    kind: 'diverged',
    step: 1233,
    message: 'The loss became NaN at step 1,234.',
    remedy: 'Lower the learning rate.',
  } as const;
  const { tone, text } = endingOf({ end, epochs, confusion: null });
  expect(tone).toBe('error');
  expect(text).toContain('step 1,234');
  expect(text).toContain('Lower the learning rate.');
});

test('a run that failed says why and what to do', () => {
  const end = { kind: 'failed', code: 'x', message: 'Out of memory.', remedy: 'Use a smaller batch.' } as const;
  expect(endingOf({ end, epochs: [], confusion: null }).text).toBe('Out of memory. Use a smaller batch.');
});
