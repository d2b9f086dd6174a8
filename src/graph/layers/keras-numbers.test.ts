/**
 * Shapes and parameter counts as Keras 3.15 reports them. Rows that name a network are rows of that network's own table
 * in `keras.applications`; the others follow from the formulas in Keras's documentation.
 */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { product, sum } from '#base/math.ts';
import type { Shape } from '../shape.ts';
import { definitionOf } from './definition-of.ts';
import { type LayerType, layerTypes } from './index.ts';

type Row = readonly [
  where: string,
  type: LayerType,
  config: object,
  inputs: readonly Shape[],
  output: Shape,
  parameters: number,
];

const rows: readonly Row[] = [
  ['VGG16 block1_conv1', 'Conv2D', { filters: 64, padding: 'same' }, [[224, 224, 3]], [224, 224, 64], 1792],
  ['ResNet50 conv1_conv', 'Conv2D', { filters: 64, kernelSize: 7, strides: 2 }, [[230, 230, 3]], [112, 112, 64], 9472],
  [
    'Xception conv2d_3',
    'Conv2D',
    { filters: 1024, kernelSize: 1, strides: 2, padding: 'same', useBias: false },
    [[19, 19, 728]],
    [10, 10, 1024],
    745472,
  ],
  ['dilated', 'Conv2D', { filters: 2, kernelSize: [3, 2], dilationRate: [4, 3] }, [[12, 12, 5]], [4, 9, 2], 62],
  [
    'MobileNetV2 block_13_depthwise',
    'DepthwiseConv2D',
    { strides: 2, useBias: false },
    [[15, 15, 576]],
    [7, 7, 576],
    5184,
  ],
  ['depth multiplier', 'DepthwiseConv2D', { depthMultiplier: 2 }, [[8, 8, 4]], [6, 6, 8], 80],
  [
    'Xception block14_sepconv1',
    'SeparableConv2D',
    { filters: 1536, padding: 'same', useBias: false },
    [[10, 10, 1024]],
    [10, 10, 1536],
    1582080,
  ],
  ['depth multiplier', 'SeparableConv2D', { filters: 3, depthMultiplier: 2 }, [[8, 8, 4]], [6, 6, 3], 72 + 24 + 3],
  ['same', 'Conv2DTranspose', { filters: 8, strides: 2, padding: 'same' }, [[7, 7, 16]], [14, 14, 8], 1160],
  ['valid', 'Conv2DTranspose', { filters: 8, kernelSize: 5, strides: [2, 6] }, [[7, 7, 16]], [17, 42, 8], 3208],
  ['DenseNet121 pool1', 'MaxPooling2D', { poolSize: 3, strides: 2 }, [[114, 114, 64]], [56, 56, 64], 0],
  ['odd sizes', 'MaxPooling2D', {}, [[5, 7, 3]], [2, 3, 3], 0],
  [
    'NASNetMobile reduction_left3_stem_2',
    'AveragePooling2D',
    { poolSize: 3, strides: 2 },
    [[57, 57, 22]],
    [28, 28, 22],
    0,
  ],
  ['same keeps what is left over', 'AveragePooling2D', { padding: 'same' }, [[5, 7, 3]], [3, 4, 3], 0],
  ['ResNet50 avg_pool', 'GlobalAveragePooling2D', {}, [[7, 7, 2048]], [2048], 0],
  ['MobileNetV3Small squeeze', 'GlobalAveragePooling2D', { keepdims: true }, [[14, 14, 240]], [1, 1, 240], 0],
  ['keepdims', 'GlobalMaxPooling2D', { keepdims: true }, [[4, 5, 6]], [1, 1, 6], 0],
  ['DenseNet121 conv1_bn', 'BatchNormalization', { epsilon: 1.001e-5 }, [[112, 112, 64]], [112, 112, 64], 256],
  ['InceptionV3 batch_normalization_9', 'BatchNormalization', { scale: false }, [[35, 35, 96]], [35, 35, 96], 288],
  ['first axis', 'BatchNormalization', { axis: 1 }, [[5, 6, 7]], [5, 6, 7], 20],
  ['channels', 'LayerNormalization', {}, [[5, 6, 7]], [5, 6, 7], 14],
  ['EfficientNetB0 normalization', 'Normalization', {}, [[224, 224, 3]], [224, 224, 3], 7],
  [
    'NASNetMobile zero_padding2d_1',
    'ZeroPadding2D',
    {
      padding: [
        [0, 1],
        [0, 1],
      ],
    },
    [[56, 56, 44]],
    [57, 57, 44],
    0,
  ],
  ['DenseNet121 zero_padding2d', 'ZeroPadding2D', { padding: 3 }, [[224, 224, 3]], [230, 230, 3], 0],
  ['by height and width', 'ZeroPadding2D', { padding: [1, 2] }, [[4, 4, 1]], [6, 8, 1], 0],
  [
    'NASNetMobile cropping2d',
    'Cropping2D',
    {
      cropping: [
        [1, 0],
        [1, 0],
      ],
    },
    [[112, 112, 32]],
    [111, 111, 32],
    0,
  ],
  ['doubled', 'UpSampling2D', {}, [[7, 5, 3]], [14, 10, 3], 0],
  ['VGG16 flatten', 'Flatten', {}, [[7, 7, 512]], [25088], 0],
  ['EfficientNetB0 block1a_se_reshape', 'Reshape', { targetShape: [1, 1, 32] }, [[32]], [1, 1, 32], 0],
  ['one size left open', 'Reshape', { targetShape: [4, -1] }, [[6, 6, 2]], [4, 18], 0],
  ['VGG16 fc1', 'Dense', { units: 4096 }, [[25088]], [4096], 102764544],
  ['without bias', 'Dense', { units: 3, useBias: false }, [[5]], [3], 15],
  ['MobileNet conv1_relu', 'ReLU', { maxValue: 6 }, [[112, 112, 32]], [112, 112, 32], 0],
  ['every number its own', 'PReLU', {}, [[5, 6, 7]], [5, 6, 7], 210],
  ['shared over the picture', 'PReLU', { sharedAxes: [1, 2] }, [[5, 6, 7]], [5, 6, 7], 7],
  [
    'Xception add_11',
    'Add',
    {},
    [
      [10, 10, 1024],
      [10, 10, 1024],
    ],
    [10, 10, 1024],
    0,
  ],
  [
    'EfficientNetB0 block1a_se_excite',
    'Multiply',
    {},
    [
      [112, 112, 32],
      [1, 1, 32],
    ],
    [112, 112, 32],
    0,
  ],
  [
    'InceptionV3 mixed9',
    'Concatenate',
    {},
    [
      [8, 8, 320],
      [8, 8, 768],
      [8, 8, 768],
      [8, 8, 192],
    ],
    [8, 8, 2048],
    0,
  ],
  [
    'along the width',
    'Concatenate',
    { axis: 2 },
    [
      [8, 3, 4],
      [8, 5, 4],
    ],
    [8, 8, 4],
    0,
  ],
  ['EfficientNetB0 rescaling', 'Rescaling', {}, [[224, 224, 3]], [224, 224, 3], 0],
  ['to a square', 'Resizing', { height: 28, width: 28 }, [[480, 640, 3]], [28, 28, 3], 0],
];

test.each(rows)('%s: %s', (_where, type, config, inputs, output, parameters) => {
  const definition = definitionOf(type);
  const parsed = v.parse(definition.schema, config);
  expect(definition.inferShape(parsed, inputs)).toEqual({ ok: true, output });
  expect(sum(definition.weights(parsed, inputs).map(({ shape }) => product(shape)))).toBe(parameters);
});

test('multiply-adds are those of the textbook', () => {
  const work = (type: LayerType, config: object, input: Shape, output: Shape) => {
    const definition = definitionOf(type);
    return definition.multiplyAdds(v.parse(definition.schema, config), [input], output);
  };
  expect(work('Conv2D', { filters: 64 }, [13, 13, 32], [11, 11, 64])).toBe(11 * 11 * 64 * 9 * 32);
  expect(work('DepthwiseConv2D', {}, [13, 13, 32], [11, 11, 32])).toBe(11 * 11 * 32 * 9);
  expect(work('SeparableConv2D', { filters: 64 }, [13, 13, 32], [11, 11, 64])).toBe(11 * 11 * 32 * (9 + 64));
  expect(work('Conv2DTranspose', { filters: 8, strides: 2, padding: 'same' }, [7, 7, 16], [14, 14, 8])).toBe(
    7 * 7 * 16 * 9 * 8,
  );
  expect(work('Dense', { units: 128 }, [1600], [128])).toBe(1600 * 128);
});

test('settings left out are Keras’s defaults', () => {
  const defaults = (type: LayerType) => v.parse(definitionOf(type).schema, {});
  expect(defaults('Conv2D')).toMatchObject({
    strides: [1, 1],
    padding: 'valid',
    dilationRate: [1, 1],
    activation: 'linear',
    useBias: true,
    kernelInitializer: 'glorot_uniform',
  });
  expect(defaults('MaxPooling2D')).toEqual({ poolSize: [2, 2], strides: null, padding: 'valid' });
  expect(defaults('BatchNormalization')).toEqual({
    axis: -1,
    momentum: 0.99,
    epsilon: 0.001,
    center: true,
    scale: true,
  });
  expect(defaults('LayerNormalization')).toEqual({ axis: -1, epsilon: 0.001, center: true, scale: true });
  expect(defaults('LeakyReLU')).toEqual({ negativeSlope: 0.3 });
  expect(defaults('ReLU')).toEqual({ maxValue: null, negativeSlope: 0, threshold: 0 });
  expect(defaults('ZeroPadding2D')).toEqual({ padding: [1, 1, 1, 1] });
  expect(defaults('Cropping2D')).toEqual({ cropping: [0, 0, 0, 0] });
  expect(defaults('UpSampling2D')).toEqual({ size: [2, 2], interpolation: 'nearest' });
});

test('weights carry Keras’s names in Keras’s order, and only statistics are not trained', () => {
  const names = (type: LayerType, config: object = {}) => {
    const definition = definitionOf(type);
    return definition.weights(v.parse(definition.schema, config), [[8, 8, 4]]).map(({ name }) => name);
  };
  expect(names('Conv2D')).toEqual(['kernel', 'bias']);
  expect(names('DepthwiseConv2D')).toEqual(['kernel', 'bias']);
  expect(names('SeparableConv2D')).toEqual(['depthwise_kernel', 'pointwise_kernel', 'bias']);
  expect(names('Conv2DTranspose')).toEqual(['kernel', 'bias']);
  expect(names('BatchNormalization')).toEqual(['gamma', 'beta', 'moving_mean', 'moving_variance']);
  expect(names('LayerNormalization', { center: false })).toEqual(['gamma']);
  expect(names('PReLU')).toEqual(['alpha']);
  for (const type of layerTypes) {
    const definition = definitionOf(type);
    const inputs = Array.from({ length: definition.arity.min }, () => (type === 'Dense' ? [4] : [8, 8, 4]));
    for (const { name, trainable } of definition.weights(v.parse(definition.schema, {}), inputs)) {
      expect(trainable).toBe(!['moving_mean', 'moving_variance', 'mean', 'variance', 'count'].includes(name));
    }
  }
});
