/** What a run will do, as it follows from the settings: shown before Train is pressed. */
import { splitSamples } from '#data/split.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';

export interface RunPlan {
  readonly trainingSamples: number;
  readonly validationSamples: number;
  readonly stepsPerEpoch: number;
  readonly steps: number;
}

/** The last batch of an epoch may be smaller and counts as a step, as in Keras. */
export function planRun(
  sampleCount: number,
  settings: Pick<TrainingSettings, 'validationSplit' | 'sampleLimit' | 'batchSize' | 'epochs'>,
): RunPlan {
  const { validationSplit, sampleLimit, batchSize, epochs } = settings;
  // The seed decides which samples are held back, never how many.
  const { training, validation } = splitSamples({ count: sampleCount, seed: 0, validationSplit, sampleLimit });
  const stepsPerEpoch = Math.ceil(training.length / batchSize);
  return {
    trainingSamples: training.length,
    validationSamples: validation.length,
    stepsPerEpoch,
    steps: stepsPerEpoch * epochs,
  };
}
