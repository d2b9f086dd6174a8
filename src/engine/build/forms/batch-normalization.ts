/**
 * Batch normalisation (Ioffe and Szegedy 2015) as Keras 3 has it: population variance, also in the moving average; and a
 * layer that is not trainable runs on its moving averages and leaves them alone, also while the rest trains. tfjs's own
 * layer does neither, and cannot train without `scale`.
 */
import * as tf from '@tensorflow/tfjs';
import { trainableBatchNormalization } from '../../kernels/batch-normalization/batch-normalization.ts';
import { movingAverage } from '../../kernels/batch-normalization/moving-average.ts';
import { ownKernelsServe } from '../../kernels/kernel-entry.ts';
import { withGradient } from '../with-gradient.ts';
import { axisIndex, type LayerCall, type LayerForm, onlyInput } from './layer-form.ts';

/** Hears the mean and variance of a batch, each with an axis of size 1 for every axis averaged over. */
type Observer = (mean: tf.Tensor, variance: tf.Tensor) => void;

/** x normalised over `axes` by its own mean and variance. Gradient: Ioffe and Szegedy 2015, section 3. */
function standardize(x: tf.Tensor, axes: number[], epsilon: number, observe: Observer): tf.Tensor {
  return withGradient([x], (_inputs, save) => {
    const mean = tf.mean(x, axes, true);
    const centred = tf.sub(x, mean);
    const variance = tf.mean(tf.square(centred), axes, true);
    observe(mean, variance);
    const inverse = tf.rsqrt(tf.add(variance, epsilon));
    const value = tf.mul(centred, inverse);
    save([value, inverse]);
    return {
      value,
      gradient: (dy, saved) => {
        const [standard, spread] = saved as [tf.Tensor, tf.Tensor];
        const along = tf.mul(standard, tf.mean(tf.mul(dy, standard), axes, true));
        return [tf.mul(tf.sub(tf.sub(dy, tf.mean(dy, axes, true)), along), spread)];
      },
    };
  });
}

function follow(moving: tf.Variable, batch: tf.Tensor, momentum: number): void {
  const next = tf.add(tf.mul(moving, momentum), tf.mul(tf.reshape(batch, moving.shape), 1 - momentum));
  moving.assign(next);
}

function followBatch(call: LayerCall, momentum: number, mean: tf.Tensor, variance: tf.Tensor): void {
  follow(call.weight('moving_mean'), mean, momentum);
  follow(call.weight('moving_variance'), variance, momentum);
}

/**
 * x · scale + shift, with a gradient for x alone: what a frozen layer comes to. Nothing of x's size is kept for it, where the
 * formula written out would keep four.
 */
function affine(x: tf.Tensor, scale: tf.Tensor, shift: tf.Tensor): tf.Tensor {
  return withGradient([x], (_inputs, save) => {
    save([scale]);
    return {
      value: tf.add(tf.mul(x, scale), shift),
      gradient: (dy, [saved = scale]) => [tf.mul(dy, saved)],
    };
  });
}

export const batchNormalization: LayerForm<'BatchNormalization'> = {
  run: ({ axis, momentum, epsilon, center, scale }, call) => {
    const x = onlyInput(call);
    const kept = axisIndex(axis, x);
    const isLearning = call.training && call.isTrainable;
    if (isLearning && kept === x.rank - 1 && ownKernelsServe()) {
      const vector = (name: string) => tf.reshape<tf.Rank.R1>(call.weight(name), [-1]);
      const gamma = scale ? vector('gamma') : undefined;
      const beta = center ? vector('beta') : undefined;
      const { value, moments } = trainableBatchNormalization(x, gamma, beta, epsilon);
      for (const [row, name] of [[0, 'moving_mean'] as const, [1, 'moving_variance'] as const]) {
        const moving = call.weight(name);
        moving.assign(movingAverage(moving, moments, { row, momentum }));
      }
      return value;
    }
    const shape = x.shape.map((size, index) => (index === kept ? size : 1));
    const along = (name: string) => tf.reshape(call.weight(name), shape);
    if (call.training && !call.isTrainable) {
      const inverse = tf.rsqrt(tf.add(along('moving_variance'), epsilon));
      const factor = scale ? tf.mul(inverse, along('gamma')) : inverse;
      const moved = tf.mul(along('moving_mean'), factor);
      return affine(x, factor, center ? tf.sub(along('beta'), moved) : tf.neg(moved));
    }
    const averaged = x.shape.map((_, index) => index).filter((index) => index !== kept);
    const standard = isLearning
      ? standardize(x, averaged, epsilon, (mean, variance) => followBatch(call, momentum, mean, variance))
      : tf.mul(tf.sub(x, along('moving_mean')), tf.rsqrt(tf.add(along('moving_variance'), epsilon)));
    const scaled = scale ? tf.mul(standard, along('gamma')) : standard;
    return center ? tf.add(scaled, along('beta')) : scaled;
  },
};
