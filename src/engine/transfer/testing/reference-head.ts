/**
 * The standard head trained in float64 without TensorFlow.js: global average pooling, Dense with relu, Dense with softmax,
 * cross-entropy, Adam. What Keras computes from the same features in the same order, but for its rounding to float32.
 */
import { combineSeeds, permutation } from '#base/random.ts';
import { splitSamples } from '#data/split.ts';

export interface ReferenceRun {
  /** One picture's features each, averaged over its places. */
  readonly features: readonly Float64Array[];
  readonly labels: ArrayLike<number>;
  readonly classes: number;
  /** Kernel `[channels, units]` and bias, then kernel `[units, classes]` and bias. */
  readonly start: readonly ArrayLike<number>[];
  readonly seed: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly validationSplit: number;
}

interface Answer {
  readonly hidden: Float64Array;
  readonly probabilities: Float64Array;
}

const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** Loss and accuracy on the validation samples after each epoch. */
export function trainReferenceHead(run: ReferenceRun): { readonly loss: number; readonly accuracy: number }[] {
  const { features, labels, classes, seed, batchSize, learningRate, validationSplit } = run;
  const weights = run.start.map((values) => Float64Array.from(values));
  const means = weights.map(({ length }) => new Float64Array(length));
  const squares = weights.map(({ length }) => new Float64Array(length));
  const split = splitSamples({
    count: features.length,
    seed: combineSeeds(seed, 1),
    validationSplit,
    sampleLimit: null,
  });
  const answer = (sample: number): Answer => {
    const [kernel, bias, last, lastBias] = weights as [Float64Array, Float64Array, Float64Array, Float64Array];
    const x = features[sample] as Float64Array;
    const units = bias.length;
    const hidden = Float64Array.from(bias, (value, unit) =>
      Math.max(
        0,
        x.reduce((sum, input, at) => sum + input * (kernel[at * units + unit] as number), value),
      ),
    );
    const logits = Float64Array.from(lastBias, (value, place) =>
      hidden.reduce((sum, input, at) => sum + input * (last[at * classes + place] as number), value),
    );
    const highest = Math.max(...logits);
    const total = logits.reduce((sum, value) => sum + Math.exp(value - highest), 0);
    return { hidden, probabilities: logits.map((value) => Math.exp(value - highest) / total) };
  };
  const told: { loss: number; accuracy: number }[] = [];
  let step = 0;
  for (let epoch = 0; epoch < run.epochs; epoch++) {
    const order = permutation(split.training.length, combineSeeds(seed, 2, epoch)).map(
      (place) => split.training[place] as number,
    );
    for (let start = 0; start < order.length; start += batchSize) {
      const batch = order.subarray(start, start + batchSize);
      const gradients = weights.map(({ length }) => new Float64Array(length));
      for (const sample of batch)
        addGradients(
          gradients,
          weights,
          features[sample] as Float64Array,
          answer(sample),
          labels[sample] as number,
          batch.length,
        );
      step++;
      const rate = (learningRate * Math.sqrt(1 - adam.beta2 ** step)) / (1 - adam.beta1 ** step);
      for (const [index, weight] of weights.entries()) {
        const [mean, square, gradient] = [means[index], squares[index], gradients[index]] as [
          Float64Array,
          Float64Array,
          Float64Array,
        ];
        for (let at = 0; at < weight.length; at++) {
          const g = gradient[at] as number;
          mean[at] = (mean[at] as number) + (g - (mean[at] as number)) * (1 - adam.beta1);
          square[at] = (square[at] as number) + (g * g - (square[at] as number)) * (1 - adam.beta2);
          weight[at] =
            (weight[at] as number) - ((mean[at] as number) * rate) / (Math.sqrt(square[at] as number) + adam.epsilon);
        }
      }
    }
    const answers = [...split.validation].map((sample) => ({ ...answer(sample), label: labels[sample] as number }));
    const right = answers.filter(
      ({ probabilities, label }) => probabilities.indexOf(Math.max(...probabilities)) === label,
    );
    const loss = answers.reduce((sum, { probabilities, label }) => sum - Math.log(probabilities[label] as number), 0);
    told.push({ loss: loss / answers.length, accuracy: right.length / answers.length });
  }
  return told;
}

/** Adds a sample's share of the batch's mean gradient. */
function addGradients(
  [toKernel, toBias, toLast, toLastBias]: readonly Float64Array[],
  [, , last]: readonly Float64Array[],
  x: Float64Array,
  { hidden, probabilities }: Answer,
  label: number,
  batchSize: number,
): void {
  if (!toKernel || !toBias || !toLast || !toLastBias || !last)
    throw new Error('Assertion failed: a head has four weights');
  const classes = probabilities.length;
  const units = hidden.length;
  const toLogits = probabilities.map((value, place) => (value - (place === label ? 1 : 0)) / batchSize);
  for (const [unit, value] of hidden.entries()) {
    let toHidden = 0;
    for (const [place, g] of toLogits.entries()) {
      toLast[unit * classes + place] = (toLast[unit * classes + place] as number) + value * g;
      toHidden += g * (last[unit * classes + place] as number);
    }
    if (value <= 0) continue;
    toBias[unit] = (toBias[unit] as number) + toHidden;
    for (const [at, input] of x.entries()) {
      toKernel[at * units + unit] = (toKernel[at * units + unit] as number) + input * toHidden;
    }
  }
  for (const [place, g] of toLogits.entries()) toLastBias[place] = (toLastBias[place] as number) + g;
}
