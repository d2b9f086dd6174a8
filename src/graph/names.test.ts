import { expect, test } from 'vitest';
import { freshName, snakeCase } from './names.ts';

test('layer types are named as Keras names their first instance', () => {
  expect(
    [
      'Conv2D',
      'DepthwiseConv2D',
      'SeparableConv2D',
      'Conv2DTranspose',
      'MaxPooling2D',
      'GlobalAveragePooling2D',
      'ZeroPadding2D',
      'UpSampling2D',
      'BatchNormalization',
      'ReLU',
      'LeakyReLU',
      'PReLU',
      'SpatialDropout2D',
    ].map((type) => snakeCase(type as Parameters<typeof snakeCase>[0])),
  ).toEqual([
    'conv2d',
    'depthwise_conv2d',
    'separable_conv2d',
    'conv2d_transpose',
    'max_pooling2d',
    'global_average_pooling2d',
    'zero_padding2d',
    'up_sampling2d',
    'batch_normalization',
    're_lu',
    'leaky_re_lu',
    'p_re_lu',
    'spatial_dropout2d',
  ]);
});

test('a fresh name takes the first free number', () => {
  expect(freshName(new Set(), 'Conv2D')).toBe('conv2d_1');
  expect(freshName(new Set(['conv2d_1', 'conv2d_3', 'dense_2']), 'Conv2D')).toBe('conv2d_2');
});
