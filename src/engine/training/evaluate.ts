/** How well a network does on samples it does not train on. */
import * as tf from '@tensorflow/tfjs';
import type { Metrics } from '#protocol/training.ts';
import type { Network } from '../build/network.ts';
import type { Objective } from './losses.ts';
import { MetricQueue, meanOf } from './metric-queue.ts';
import type { SampleSource } from './sample-source.ts';

export interface Evaluation {
  readonly metrics: Metrics;
  /** The class each sample was taken for, in the order of the indices; fewer where the evaluation was ended early. */
  readonly predicted: Int32Array;
  readonly isComplete: boolean;
}

export interface EvaluationRequest {
  readonly network: Network;
  readonly objective: Objective;
  readonly samples: SampleSource;
  readonly indices: Uint32Array;
  readonly batchSize: number;
  /** Called after each batch; false ends the evaluation early. */
  readonly goOn: (latest: tf.Tensor) => Promise<boolean>;
}

/** `[loss, right answers]` and the predicted classes of one batch; the caller disposes both. */
export function evaluateBatch(
  { network, objective, samples }: Pick<EvaluationRequest, 'network' | 'objective' | 'samples'>,
  indices: Uint32Array,
): [tf.Tensor1D, tf.Tensor1D] {
  return tf.tidy(() => {
    const { pixels, labels } = samples.batch(indices);
    const logits = network.logits(pixels);
    const metrics = tf.stack([objective.loss(logits, labels), objective.correct(logits, labels)]);
    return [tf.reshape(metrics, [2]), objective.predicted(logits)] as [tf.Tensor1D, tf.Tensor1D];
  });
}

/** Evaluates in batches and reads once at the end; null where it was ended before the first batch was through. */
export async function evaluate(request: EvaluationRequest): Promise<Evaluation | null> {
  const { indices, batchSize, goOn } = request;
  const queue = new MetricQueue();
  const classes: tf.Tensor1D[] = [];
  let isComplete = true;
  try {
    for (let start = 0; start < indices.length; start += batchSize) {
      const batch = indices.subarray(start, start + batchSize);
      await request.samples.fetch?.(batch);
      const [metrics, predicted] = evaluateBatch(request, batch);
      queue.push(start, batch.length, metrics);
      classes.push(predicted);
      isComplete = start + batchSize >= indices.length;
      if (!isComplete && !(await goOn(metrics))) break;
    }
    if (classes.length === 0) return null;
    const metrics = meanOf(await queue.read());
    const all = tf.concat1d(classes);
    classes.push(all);
    return { metrics, predicted: Int32Array.from(await all.data()), isComplete };
  } finally {
    queue.dispose();
    tf.dispose(classes);
  }
}
