import { expect, test } from 'vitest';
import { describeMetric, formatMetric } from './metric-text.ts';

test('the text alternative says the last batch and the last epoch', () => {
  const text = describeMetric(
    'loss',
    [{ step: 1599, loss: 0.12, accuracy: 0.9 }],
    [
      {
        epoch: 2,
        step: 1599,
        training: { loss: 0.11, accuracy: 0.96 },
        validation: { loss: 0.09, accuracy: 0.97 },
        learningRate: 0.001,
      },
    ],
  );
  expect(text).toBe('Loss 0.1200 after step 1,600; training 0.1100 and validation 0.0900 after epoch 3.');
});

test('a run without validation does not speak of it', () => {
  const text = describeMetric(
    'accuracy',
    [],
    [{ epoch: 0, step: 1, training: { loss: 1, accuracy: 0.5 }, learningRate: 1 }],
  );
  expect(text).toBe('Accuracy training 50.0\u202f% after epoch 1.');
});

test('very small losses keep their figures', () => {
  expect(formatMetric('loss', 0.0000123)).toBe('1.23e-5');
});
