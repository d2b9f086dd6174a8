/** Batch normalisation in training and its gradients in float64 (Ioffe and Szegedy 2015, algorithm 1 and section 3). */

export interface BatchNormalizationReference {
  readonly value: number[];
  readonly mean: number[];
  readonly variance: number[];
  readonly dx: number[];
  readonly dGamma: number[];
  readonly dBeta: number[];
}

export function batchNormalizationReference(
  channels: number,
  x: ArrayLike<number>,
  gamma: ArrayLike<number>,
  beta: ArrayLike<number>,
  dy: ArrayLike<number>,
  epsilon: number,
): BatchNormalizationReference {
  const all = Array.from(x);
  const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;
  const rows = all.length / channels;
  const perChannel = (term: (value: number, index: number, channel: number) => number): number[] => {
    const sums = Array<number>(channels).fill(0);
    for (const [index, value] of all.entries()) {
      const channel = index % channels;
      sums[channel] = at(sums, channel) + term(value, index, channel);
    }
    return sums;
  };
  const mean = perChannel((value) => value / rows);
  const variance = perChannel((value, _, channel) => (value - at(mean, channel)) ** 2 / rows);
  const standard = all.map(
    (value, i) => (value - at(mean, i % channels)) / Math.sqrt(at(variance, i % channels) + epsilon),
  );
  const dBeta = perChannel((_, index) => at(dy, index));
  const dGamma = perChannel((_, index) => at(dy, index) * at(standard, index));
  return {
    value: standard.map((value, i) => value * at(gamma, i % channels) + at(beta, i % channels)),
    mean,
    variance,
    dx: standard.map((value, i) => {
      const c = i % channels;
      const inner = at(dy, i) - (at(dBeta, c) + value * at(dGamma, c)) / rows;
      return (inner * at(gamma, c)) / Math.sqrt(at(variance, c) + epsilon);
    }),
    dGamma,
    dBeta,
  };
}
