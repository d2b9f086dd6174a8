import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import { StrideError } from '#base/errors.ts';
import type { Network } from '../build/network.ts';
import type { CallContext } from '../build/operation-layer.ts';
import type { Objective } from './losses.ts';
import type { GradientOptimizer } from './optimizers/gradient-optimizer.ts';
import type { Batch } from './sample-source.ts';

export interface StepParts {
  readonly network: Network;
  readonly objective: Objective;
  readonly optimizer: Pick<GradientOptimizer, 'applyGradients'>;
}

/** The variables that training changes. Throws a `StrideError` with code `nothing-to-train` where there are none. */
function variablesToTrain(network: Network): readonly tf.Variable[] {
  const variables = network.trainableVariables;
  if (variables.length > 0) return variables;
  throw new StrideError({
    code: 'nothing-to-train',
    message: 'No layer of this network has weights that training may change.',
    remedy: 'Add a Dense or Conv2D layer, or switch a layer’s Trainable setting on.',
  });
}

/**
 * One step of training on a batch: forward, loss, gradients, update. Gives `[loss, count of right answers]` as a tensor
 * that stays on the device; the loss is the one before the update. The caller disposes it.
 */
export function trainStep(
  { network, objective, optimizer }: StepParts,
  batch: () => Batch & { readonly context?: CallContext },
  { step, learningRate }: { readonly step: number; readonly learningRate: number },
): tf.Tensor1D {
  return tf.tidy(() => {
    const { pixels, labels, context } = batch();
    const variables = variablesToTrain(network);
    let logits: tf.Tensor | undefined;
    const { value, grads } = tf.variableGrads(() => {
      logits = tf.keep(network.logits(pixels, { ...context, learning: true, step }));
      return objective.loss(logits, labels);
    }, [...variables]);
    optimizer.applyGradients(
      variables.flatMap((variable) => {
        const gradient = grads[variable.name];
        return gradient === undefined ? [] : [{ variable, gradient }];
      }),
      learningRate,
    );
    const answered = present(logits, 'the loss was computed');
    const metrics = tf.stack([value, objective.correct(answered, labels)]);
    answered.dispose();
    return tf.reshape(metrics, [2]);
  });
}
