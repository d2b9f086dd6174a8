/** Optimizer steps in float64, written after Keras 3's `update_step` methods. */
import type { UpdateRule } from './update-rules.ts';

/**
 * The weight after the given gradients, one a step, from weight `w`.
 *
 * @param gradients the gradient of this one weight in each step
 */
export function trainReference(
  rule: UpdateRule,
  start: number,
  gradients: readonly number[],
  learningRate: number,
): number {
  let w = start;
  let m = 0;
  let v = rule.kind === 'adagrad' ? rule.initialAccumulatorValue : 0;
  let average = 0;
  gradients.forEach((g, index) => {
    const step = index + 1;
    if (rule.kind === 'sgd') {
      m = rule.momentum * m - learningRate * g;
      w += rule.nesterov ? rule.momentum * m - learningRate * g : m;
    } else if (rule.kind === 'adam') {
      w -= w * rule.weightDecay * learningRate;
      m += (g - m) * (1 - rule.beta1);
      v += (g * g - v) * (1 - rule.beta2);
      const alpha = (learningRate * Math.sqrt(1 - rule.beta2 ** step)) / (1 - rule.beta1 ** step);
      w -= (m * alpha) / (Math.sqrt(v) + rule.epsilon);
    } else if (rule.kind === 'rmsprop') {
      v = rule.rho * v + (1 - rule.rho) * g * g;
      average = rule.rho * average + (1 - rule.rho) * g;
      const denominator = v - (rule.centered ? average * average : 0) + rule.epsilon;
      const increment = (learningRate * g) / Math.sqrt(denominator);
      m = rule.momentum * m + increment;
      w -= m;
    } else {
      v += g * g;
      w -= (learningRate * g) / Math.sqrt(v + rule.epsilon);
    }
  });
  return w;
}
