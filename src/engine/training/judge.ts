/** Says how well the network of a run does: after every epoch on the validation samples, and when the run has ended. */
import type * as tf from '@tensorflow/tfjs';
import type { PictureFacts } from '#data/picture-set.ts';
import { type SampleSplit, testSamples } from '#data/split.ts';
import type { ConfusionMatrix, TestScore } from '#protocol/training.ts';
import type { Network } from '../build/network.ts';
import { confusionMatrix } from './confusion.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { yieldToMessages } from './event-loop.ts';
import type { Objective } from './losses.ts';
import type { Pace } from './pace.ts';
import type { RunControl } from './run-control.ts';
import type { SampleSource } from './sample-source.ts';

export interface JudgeParts {
  readonly network: Network;
  readonly objective: Objective;
  readonly samples: SampleSource;
  readonly split: SampleSplit;
  readonly pictures: PictureFacts;
  readonly batchSize: number;
  readonly control: RunControl;
  readonly pace: Pace;
}

/** Where nothing is held back, so many training samples stand in for the confusion matrix. */
const judgedTrainingSamples = 2000;
/** A stopped run is not kept busy judging itself; a finished one may take its time. */
const judgingMilliseconds = { stopped: 2000, finished: 20_000 } as const;

/** Whether there is time for another batch. */
function untilLate(isAtEnd: boolean): () => Promise<boolean> {
  const deadline = performance.now() + judgingMilliseconds[isAtEnd ? 'finished' : 'stopped'];
  return async () => {
    await yieldToMessages();
    return performance.now() < deadline;
  };
}

export class Judge {
  readonly #parts: JudgeParts;

  constructor(parts: JudgeParts) {
    this.#parts = parts;
  }

  /** On all validation samples; null where there are none. `between` is waited for after each batch; false ends it. */
  async validate(between: () => Promise<boolean>): Promise<Evaluation | null> {
    const { validation } = this.#parts.split;
    return validation.length === 0 ? null : this.#evaluate(validation, between);
  }

  /** `known` is an evaluation on the validation samples that still holds. Null where nothing could be judged in time. */
  async confusion(known: Evaluation | null, isAtEnd: boolean): Promise<ConfusionMatrix | null> {
    const { split, pictures } = this.#parts;
    const { training, validation } = split;
    const source = validation.length > 0 ? 'validation' : 'training';
    const indices = validation.length > 0 ? validation : training.subarray(0, judgedTrainingSamples);
    const judged = known ?? (await this.#evaluate(indices, untilLate(isAtEnd)));
    if (judged === null) return null;
    return confusionMatrix(pictures, indices, judged.predicted, source);
  }

  /** On the data set's own test samples; undefined where it has none, or nothing could be judged in time. */
  async test(isAtEnd: boolean): Promise<TestScore | undefined> {
    const judged = await this.#evaluate(testSamples(this.#parts.pictures.splits), untilLate(isAtEnd));
    return judged && Number.isFinite(judged.metrics.loss)
      ? { ...judged.metrics, samples: judged.predicted.length }
      : undefined;
  }

  #evaluate(indices: Uint32Array, goOn: () => Promise<boolean>): Promise<Evaluation | null> {
    const { control, pace, ...parts } = this.#parts;
    const afterBatch = async (latest: tf.Tensor) => {
      await control.guard(pace.submitted(latest));
      return goOn();
    };
    return control.guard(evaluate({ ...parts, indices, goOn: afterBatch }));
  }
}
