/** Random layers with small settings, legal ones only, so that whole graphs of them run quickly. */
import fc from 'fast-check';
import { activationNames } from '../activations.ts';
import { initializerNames } from '../initializers.ts';
import { type LayerType, layerTypes } from '../layers/index.ts';
import { resizeMethods } from '../resize-weights.ts';

export interface LayerChoice {
  readonly type: LayerType;
  readonly config: Readonly<Record<string, unknown>>;
}

const upTo = (max: number) => fc.integer({ min: 1, max });
const pairUpTo = (max: number) => fc.tuple(upTo(max), upTo(max));
const mostly = <T>(usual: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const activation = fc.constantFrom(...activationNames);
const initializer = fc.constantFrom(...initializerNames);
const padding = fc.constantFrom('valid', 'same');
const interpolation = fc.constantFrom('nearest', 'bilinear');
const fraction = fc.integer({ min: 0, max: 9 }).map((tenths) => tenths / 10);
const axis = mostly(-1, fc.integer({ min: -4, max: 4 }));
const kernel = {
  kernelSize: pairUpTo(4),
  strides: mostly<[number, number]>([1, 1], pairUpTo(3)),
  padding,
  activation,
  useBias: fc.boolean(),
};
const dilationRate = mostly<[number, number]>([1, 1], pairUpTo(2));
const windowed = { poolSize: pairUpTo(3), strides: fc.option(pairUpTo(3)), padding };
const sides = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2));
const affine = { axis, epsilon: fc.constantFrom(1e-3, 1e-5), center: fc.boolean(), scale: fc.boolean() };
const none = {};
const part = fc.integer({ min: -9, max: 9 }).map((tenths) => tenths / 10);
const range = fc.tuple(part, part);
const share = fc.tuple(fraction, fraction);
const sampling = { interpolation, fillMode: fc.constantFrom('reflect', 'wrap', 'constant', 'nearest') };
const stretch = { factor: range, interpolation };
const valueRange = fc.constantFrom([0, 255], [-1, 1]);

/** How to draw each setting; the missing ones keep their defaults. */
const settings = {
  Input: { shape: fc.oneof(fc.tuple(upTo(12), upTo(12), upTo(4)), fc.tuple(upTo(16))) },
  Rescaling: { scale: fc.constantFrom(1 / 255, 2), offset: fc.constantFrom(0, -1) },
  Resizing: {
    height: upTo(12),
    width: upTo(12),
    interpolation: fc.constantFrom(...resizeMethods),
    cropToAspectRatio: mostly(false, fc.constant(true)),
    padToAspectRatio: mostly(false, fc.constant(true)),
  },
  CenterCrop: { height: upTo(9), width: upTo(9) },
  RandomCrop: { height: upTo(9), width: upTo(9) },
  RandomFlip: { mode: fc.constantFrom('horizontal', 'vertical', 'horizontal_and_vertical') },
  RandomTranslation: { heightFactor: range, widthFactor: range, ...sampling },
  RandomRotation: { factor: range, ...sampling },
  RandomZoom: { heightFactor: range, widthFactor: fc.option(range), ...sampling },
  RandomShear: { xFactor: share, yFactor: share, ...sampling },
  RandomContrast: { factor: share, valueRange },
  RandomBrightness: { factor: range, valueRange },
  RandomHeight: stretch,
  RandomWidth: stretch,
  Conv2D: {
    filters: upTo(4),
    ...kernel,
    dilationRate,
    groups: mostly(1, upTo(3)),
    kernelInitializer: initializer,
  },
  DepthwiseConv2D: { ...kernel, depthMultiplier: upTo(3), dilationRate, depthwiseInitializer: initializer },
  SeparableConv2D: {
    filters: upTo(4),
    ...kernel,
    depthMultiplier: upTo(3),
    dilationRate,
    depthwiseInitializer: initializer,
    pointwiseInitializer: initializer,
  },
  Conv2DTranspose: {
    filters: upTo(4),
    ...kernel,
    outputPadding: fc.option(fc.tuple(fc.nat(2), fc.nat(2)), { freq: 2 }),
    dilationRate,
    kernelInitializer: initializer,
  },
  MaxPooling2D: windowed,
  AveragePooling2D: windowed,
  GlobalAveragePooling2D: { keepdims: fc.boolean() },
  GlobalMaxPooling2D: { keepdims: fc.boolean() },
  BatchNormalization: { ...affine, momentum: fc.constantFrom(0.99, 0.9) },
  LayerNormalization: affine,
  Normalization: { axis: fc.option(axis, { freq: 4 }) },
  Dropout: { rate: fraction },
  SpatialDropout2D: { rate: fraction },
  GaussianNoise: { stddev: fraction },
  Flatten: none,
  Reshape: {
    targetShape: fc.oneof(fc.tuple(fc.constant(-1)), fc.tuple(upTo(4), fc.constant(-1), upTo(4)), fc.tuple(upTo(4))),
  },
  ZeroPadding2D: { padding: sides },
  Cropping2D: { cropping: sides },
  UpSampling2D: { size: pairUpTo(3), interpolation: fc.constantFrom(...resizeMethods) },
  Dense: { units: upTo(8), activation, useBias: fc.boolean(), kernelInitializer: initializer },
  Activation: { activation },
  ReLU: { maxValue: fc.option(fc.constantFrom(1, 6)), negativeSlope: fraction, threshold: fraction },
  LeakyReLU: { negativeSlope: fraction },
  PReLU: { sharedAxes: fc.option(fc.subarray([1, 2, 3], { minLength: 1 })) },
  Softmax: { axis },
  Add: none,
  Subtract: none,
  Multiply: none,
  Average: none,
  Maximum: none,
  Minimum: none,
  Concatenate: { axis },
  CustomScaleLayer: { scale: fc.constantFrom(1, 0.2) },
  UnknownLayer: { className: fc.constantFrom('Lambda', 'Attention') },
} satisfies Record<LayerType, Record<string, fc.Arbitrary<unknown>>>;

export function arbitraryConfig(type: LayerType): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return fc.record<Record<string, unknown>>(settings[type]);
}

/** Any layer type with any small config. */
export const arbitraryLayer: fc.Arbitrary<LayerChoice> = fc.oneof(
  ...layerTypes.map((type) => arbitraryConfig(type).map((config): LayerChoice => ({ type, config }))),
);
