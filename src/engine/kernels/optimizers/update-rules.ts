/**
 * Update rules of the optimizers, with Keras 3's semantics (keras/src/optimizers). A rule sees one element: its weight
 * `w`, its gradient `g`, its slots `s0`, `s1`, … and the step's numbers `p(0)`, `p(1)`, …; it assigns `w` and the slots.
 */

export interface Sgd {
  readonly kind: 'sgd';
  /** 0 for plain gradient descent, which needs no slot. */
  readonly momentum: number;
  readonly nesterov: boolean;
}

export interface Adam {
  readonly kind: 'adam';
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Decoupled weight decay: AdamW where above 0. */
  readonly weightDecay: number;
}

export interface RmsProp {
  readonly kind: 'rmsprop';
  readonly rho: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;
}

export interface Adagrad {
  readonly kind: 'adagrad';
  readonly initialAccumulatorValue: number;
  readonly epsilon: number;
}

export type UpdateRule = Sgd | Adam | RmsProp | Adagrad;

export interface CompiledRule {
  /** WGSL statements. */
  readonly code: string;
  /** What each slot holds before the first step. */
  readonly slots: readonly number[];
  /** At most eight numbers `p(i)` of a step, which counts from 1. */
  readonly numbers: (step: number, learningRate: number) => readonly number[];
}

function sgd({ momentum, nesterov }: Sgd): CompiledRule {
  if (momentum === 0) return { code: 'w -= p(0) * g;', slots: [], numbers: (_, learningRate) => [learningRate] };
  return {
    code: `s0 = p(1) * s0 - p(0) * g; w += ${nesterov ? 'p(1) * s0 - p(0) * g' : 's0'};`,
    slots: [0],
    numbers: (_, learningRate) => [learningRate, momentum],
  };
}

function adam({ beta1, beta2, epsilon, weightDecay }: Adam): CompiledRule {
  return {
    code: `
      ${weightDecay === 0 ? '' : 'w -= w * p(4);'}
      s0 += (g - s0) * p(1);
      s1 += (g * g - s1) * p(2);
      w -= s0 * p(0) / (sqrt(s1) + p(3));`,
    slots: [0, 0],
    numbers: (step, learningRate) => [
      (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step),
      1 - beta1,
      1 - beta2,
      epsilon,
      weightDecay * learningRate,
    ],
  };
}

function rmsProp({ rho, momentum, epsilon, centered }: RmsProp): CompiledRule {
  const average = centered ? 's1 = p(1) * s1 + (1.0 - p(1)) * g;' : '';
  const moving = centered ? 's2' : 's1';
  const increment = `p(0) * g / sqrt(s0 ${centered ? '- s1 * s1 ' : ''}+ p(3))`;
  const update = momentum > 0 ? `${moving} = p(2) * ${moving} + ${increment}; w -= ${moving};` : `w -= ${increment};`;
  return {
    code: `s0 = p(1) * s0 + (1.0 - p(1)) * g * g; ${average} ${update}`,
    slots: Array<number>(1 + Number(centered) + Number(momentum > 0)).fill(0),
    numbers: (_, learningRate) => [learningRate, rho, momentum, epsilon],
  };
}

function adagrad({ initialAccumulatorValue, epsilon }: Adagrad): CompiledRule {
  return {
    code: 's0 += g * g; w -= p(0) * g / sqrt(s0 + p(1));',
    slots: [initialAccumulatorValue],
    numbers: (_, learningRate) => [learningRate, epsilon],
  };
}

export function compileRule(rule: UpdateRule): CompiledRule {
  switch (rule.kind) {
    case 'sgd':
      return sgd(rule);
    case 'adam':
      return adam(rule);
    case 'rmsprop':
      return rmsProp(rule);
    case 'adagrad':
      return adagrad(rule);
  }
}
