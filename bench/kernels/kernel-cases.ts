/** Single kernels at the shapes of the lecture's CNN: tfjs's kernel names and attributes, so that both libraries serve. */
import * as tf from '@tensorflow/tfjs';

export interface KernelCase {
  readonly name: string;
  /** Multiply-adds, twice: what GFLOP/s counts. 0 where bytes are what matters. */
  readonly flops: number;
  readonly run: () => tf.Tensor | tf.Tensor[];
}

const windowed = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC' } as const;

function kernel(name: string, inputs: tf.NamedTensorMap, attributes: object): tf.Tensor {
  return tf.engine().runKernel(name, inputs, { ...attributes }) as tf.Tensor;
}

/** The layers' kernels at a batch size; inputs stay allocated until the process ends. */
export function lectureKernelCases(batch: number): KernelCase[] {
  const image = tf.randomNormal<tf.Rank.R4>([batch, 28, 28, 1]);
  const filter1 = tf.randomNormal<tf.Rank.R4>([3, 3, 1, 32]);
  const map1 = tf.randomNormal<tf.Rank.R4>([batch, 26, 26, 32]);
  const pooled1 = tf.randomNormal<tf.Rank.R4>([batch, 13, 13, 32]);
  const filter2 = tf.randomNormal<tf.Rank.R4>([3, 3, 32, 64]);
  const map2 = tf.randomNormal<tf.Rank.R4>([batch, 11, 11, 64]);
  const flat = tf.randomNormal<tf.Rank.R2>([batch, 1600]);
  const kernel1 = tf.randomNormal<tf.Rank.R2>([1600, 128]);
  const hidden = tf.randomNormal<tf.Rank.R2>([batch, 128]);
  const conv1 = 2 * batch * 26 * 26 * 9 * 32;
  const conv2 = 2 * batch * 11 * 11 * 9 * 32 * 64;
  const dense = 2 * batch * 1600 * 128;
  const pool = { filterSize: 2, strides: 2, pad: 'valid' };
  return [
    { name: 'conv1 forward', flops: conv1, run: () => tf.conv2d(image, filter1, 1, 'valid') },
    {
      name: 'conv1 dW',
      flops: conv1,
      run: () => kernel('Conv2DBackpropFilter', { x: image, dy: map1 }, { ...windowed, filterShape: filter1.shape }),
    },
    { name: 'conv2 forward', flops: conv2, run: () => tf.conv2d(pooled1, filter2, 1, 'valid') },
    {
      name: 'conv2 dW',
      flops: conv2,
      run: () => kernel('Conv2DBackpropFilter', { x: pooled1, dy: map2 }, { ...windowed, filterShape: filter2.shape }),
    },
    {
      name: 'conv2 dX',
      flops: conv2,
      run: () =>
        kernel('Conv2DBackpropInput', { dy: map2, filter: filter2 }, { ...windowed, inputShape: pooled1.shape }),
    },
    { name: 'max pool 1', flops: 0, run: () => tf.maxPool(map1, 2, 2, 'valid') },
    {
      name: 'max pool 1 gradient',
      flops: 0,
      run: () => kernel('MaxPoolGrad', { dy: pooled1, input: map1, output: tf.maxPool(map1, 2, 2, 'valid') }, pool),
    },
    { name: 'bias 1 gradient', flops: 0, run: () => tf.sum(map1, [0, 1, 2]) },
    { name: 'bias 1 add', flops: 0, run: () => tf.add(map1, tf.ones([32])) },
    { name: 'dense forward', flops: dense, run: () => tf.matMul(flat, kernel1) },
    { name: 'dense dW', flops: dense, run: () => tf.matMul(flat, hidden, true, false) },
    { name: 'dense dX', flops: dense, run: () => tf.matMul(hidden, kernel1, false, true) },
  ];
}
