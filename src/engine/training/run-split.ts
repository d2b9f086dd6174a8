import { combineSeeds } from '#base/random.ts';
import type { PictureFacts } from '#data/picture-set.ts';
import { type SampleSplit, splitSamples } from '#data/split.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';

/** The split draws from the first stream of the seed, the shuffling of each epoch from the second. */
const stream = 1;

/** Which samples a run with these settings and this seed trains on, and which it holds back. */
export function splitOfRun(
  { count, splits }: Pick<PictureFacts, 'count' | 'splits'>,
  { validationSplit, sampleLimit }: Pick<TrainingSettings, 'validationSplit' | 'sampleLimit'>,
  seed: number,
): SampleSplit {
  const own = splits?.some((split) => split !== 0) ? { splits } : {};
  return splitSamples({ count, seed: combineSeeds(seed, stream), validationSplit, sampleLimit, ...own });
}
