/** Keras's `EarlyStopping` (keras/src/callbacks/early_stopping.py): ends a run that no longer improves. */
import type { EarlyStopping } from '#graph/training/training-settings.ts';
import type { Metrics } from '#protocol/training.ts';

export class ImprovementWatch {
  readonly #settings: EarlyStopping;
  #best: number | null = null;
  #waited = 0;
  bestEpoch = 0;

  constructor(settings: EarlyStopping) {
    this.#settings = settings;
  }

  /** Takes an epoch's validation and says what follows from it. */
  judge(epoch: number, { loss, accuracy }: Metrics): 'improved' | 'waiting' | 'stop' {
    const { monitor, minDelta, patience } = this.#settings;
    // Higher is better for both after turning the loss around.
    const score = monitor === 'val_loss' ? -loss : accuracy;
    if (this.#best === null || score - minDelta > this.#best) {
      this.#best = score;
      this.#waited = 0;
      this.bestEpoch = epoch;
      return 'improved';
    }
    this.#waited++;
    return this.#waited >= patience ? 'stop' : 'waiting';
  }
}
