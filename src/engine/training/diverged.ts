import { formatCount } from '#base/format.ts';
import type { TrainingEnd } from '#protocol/training.ts';

/** The loss of a step is no finite number: training has left the numbers a computer can hold. */
export class Diverged extends Error {
  override readonly name = 'Diverged';
  readonly step: number;
  readonly loss: number;

  constructor(step: number, loss: number) {
    super(
      `The loss became ${Number.isNaN(loss) ? 'NaN (not a number)' : 'infinite'} at step ${formatCount(step + 1)}.`,
    );
    this.step = step;
    this.loss = loss;
  }

  /** How the run ended; `learningRate` is the one in force. */
  end(learningRate: number): TrainingEnd {
    return {
      kind: 'diverged',
      step: this.step,
      message: `${this.message} The weights are those of the last step whose loss was finite.`,
      remedy: `Lower the learning rate (it was ${Number(learningRate.toPrecision(3))}), for example to a tenth, and check that the network begins with a Rescaling.`,
    };
  }
}
