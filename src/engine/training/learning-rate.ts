/** The learning rate over a run. Reference: keras/src/optimizers/schedules/learning_rate_schedule.py. */
import type { Schedule } from '#graph/training/training-settings.ts';

export interface RatePosition {
  /** Steps done before this one. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
}

/** The rate of one step; `first` is the rate of the first. */
export function learningRateAt(
  schedule: Schedule,
  first: number,
  { step, stepsPerEpoch, epochs }: RatePosition,
): number {
  switch (schedule.name) {
    case 'constant':
      return first;
    case 'step':
      return first * schedule.factor ** Math.floor(Math.floor(step / stepsPerEpoch) / schedule.everyEpochs);
    case 'cosine': {
      const share = Math.min(1, step / (stepsPerEpoch * epochs));
      return first * ((1 - schedule.alpha) * 0.5 * (1 + Math.cos(Math.PI * share)) + schedule.alpha);
    }
    case 'exponential':
      return first * schedule.decayRate ** (step / stepsPerEpoch);
  }
}
