/** Keras's `EarlyStopping` (keras/src/callbacks/early_stopping.py): ends a run that no longer improves. */
import type { EarlyStopping } from '#graph/training/training-settings.ts';
import type { Metrics } from '#protocol/training.ts';
import type { StoppingState } from './run-state.ts';

export class ImprovementWatch {
  readonly #settings: EarlyStopping;
  #best: number | null;
  #waited: number;
  bestEpoch: number;

  constructor(settings: EarlyStopping, before: StoppingState | null = null) {
    this.#settings = settings;
    this.#best = before?.best ?? null;
    this.#waited = before?.waited ?? 0;
    this.bestEpoch = before?.bestEpoch ?? 0;
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

  get state(): Omit<StoppingState, 'bestWeights'> {
    return { best: this.#best, waited: this.#waited, bestEpoch: this.bestEpoch };
  }
}
