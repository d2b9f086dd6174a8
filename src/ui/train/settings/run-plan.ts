/** What a run will do, as it follows from the settings: shown before Train is pressed. */
import { splitSamples } from '#data/split.ts';
import { splitNames } from '#data/split-names.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';

export interface RunPlan {
  readonly trainingSamples: number;
  readonly validationSamples: number;
  readonly stepsPerEpoch: number;
  readonly steps: number;
}

/** The last batch of an epoch may be smaller and counts as a step, as in Keras. */
export function planRun(
  { sampleCount, countBySplit }: Pick<DatasetInfo, 'sampleCount' | 'countBySplit'>,
  settings: Pick<TrainingSettings, 'validationSplit' | 'sampleLimit' | 'batchSize' | 'epochs'>,
): RunPlan {
  const { validationSplit, sampleLimit, batchSize, epochs } = settings;
  const splits =
    countBySplit && splitNames.flatMap((_, split) => new Array<number>(countBySplit[split] ?? 0).fill(split));
  // Neither the seed nor the order of the samples decides how many are held back, only which.
  const { training, validation } = splitSamples({
    count: sampleCount,
    seed: 0,
    validationSplit,
    sampleLimit,
    ...(splits && { splits }),
  });
  const stepsPerEpoch = Math.ceil(training.length / batchSize);
  return {
    trainingSamples: training.length,
    validationSamples: validation.length,
    stepsPerEpoch,
    steps: stepsPerEpoch * epochs,
  };
}
