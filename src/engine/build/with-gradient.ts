/** Operations with a gradient of their own: one typed door to `tf.customGrad`, whose own types fit no strict program. */
import * as tf from '@tensorflow/tfjs';

export interface GradientRule {
  readonly value: tf.Tensor;
  /** From the gradient of the value and the saved tensors: the gradients of the inputs, in order. */
  readonly gradient: (dy: tf.Tensor, saved: readonly tf.Tensor[]) => tf.Tensor[];
}

/**
 * Computes `rule(inputs, save)`, and where a gradient is asked for, uses the rule's. What the gradient reads must go
 * through `save`; all else is freed when the rule returns.
 */
export function withGradient(
  inputs: readonly tf.Tensor[],
  rule: (inputs: readonly tf.Tensor[], save: (tensors: tf.Tensor[]) => void) => GradientRule,
): tf.Tensor {
  const operation = tf.customGrad((...received) => {
    const save = received.at(-1) as (tensors: tf.Tensor[]) => void;
    const { value, gradient } = rule(received.slice(0, -1) as tf.Tensor[], save);
    return { value, gradFunc: gradient };
  });
  return operation(...inputs);
}

/** Computes `run(inputs)` and keeps nothing of it for a gradient: one of the inputs may not be asked for. */
export function withoutGradient(
  inputs: readonly tf.Tensor[],
  run: (inputs: readonly tf.Tensor[]) => tf.Tensor,
): tf.Tensor {
  return withGradient(inputs, (given) => {
    const answer = run(given);
    return {
      value: given.includes(answer) ? tf.clone(answer) : answer,
      gradient: () => {
        throw new Error('Assertion failed: nobody asks for a gradient in front of what learns');
      },
    };
  });
}
