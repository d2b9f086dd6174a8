/**
 * Every layer type, by its Keras name, in the order of the palette. To add one: write its file, list it here, and give
 * it an executable form in `engine/build`; the compiler names whatever is still missing.
 */
import type * as v from 'valibot';
import { activation } from './activation.ts';
import { add } from './add.ts';
import { average } from './average.ts';
import { averagePooling2d } from './average-pooling2d.ts';
import { batchNormalization } from './batch-normalization.ts';
import { centerCrop } from './center-crop.ts';
import { concatenate } from './concatenate.ts';
import { conv2d } from './conv2d.ts';
import { conv2dTranspose } from './conv2d-transpose.ts';
import { cropping2d } from './cropping2d.ts';
import { customScaleLayer } from './custom-scale-layer.ts';
import { dense } from './dense.ts';
import { depthwiseConv2d } from './depthwise-conv2d.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import { gaussianNoise } from './gaussian-noise.ts';
import { globalAveragePooling2d } from './global-average-pooling2d.ts';
import { globalMaxPooling2d } from './global-max-pooling2d.ts';
import { input } from './input.ts';
import { layerNormalization } from './layer-normalization.ts';
import { leakyRelu } from './leaky-relu.ts';
import { maxPooling2d } from './max-pooling2d.ts';
import { maximum } from './maximum.ts';
import { minimum } from './minimum.ts';
import { multiply } from './multiply.ts';
import { normalization } from './normalization.ts';
import { prelu } from './prelu.ts';
import { randomBrightness } from './random-brightness.ts';
import { randomContrast } from './random-contrast.ts';
import { randomCrop } from './random-crop.ts';
import { randomFlip } from './random-flip.ts';
import { randomHeight } from './random-height.ts';
import { randomRotation } from './random-rotation.ts';
import { randomShear } from './random-shear.ts';
import { randomTranslation } from './random-translation.ts';
import { randomWidth } from './random-width.ts';
import { randomZoom } from './random-zoom.ts';
import { relu } from './relu.ts';
import { rescaling } from './rescaling.ts';
import { reshape } from './reshape.ts';
import { resizing } from './resizing.ts';
import { separableConv2d } from './separable-conv2d.ts';
import { softmax } from './softmax.ts';
import { spatialDropout2d } from './spatial-dropout2d.ts';
import { subtract } from './subtract.ts';
import { unknownLayer } from './unknown-layer.ts';
import { upSampling2d } from './up-sampling2d.ts';
import { zeroPadding2d } from './zero-padding2d.ts';

export const layerDefinitions = {
  Input: input,
  Rescaling: rescaling,
  Resizing: resizing,
  CenterCrop: centerCrop,
  RandomCrop: randomCrop,
  RandomFlip: randomFlip,
  RandomTranslation: randomTranslation,
  RandomRotation: randomRotation,
  RandomZoom: randomZoom,
  RandomShear: randomShear,
  RandomContrast: randomContrast,
  RandomBrightness: randomBrightness,
  RandomHeight: randomHeight,
  RandomWidth: randomWidth,
  Conv2D: conv2d,
  DepthwiseConv2D: depthwiseConv2d,
  SeparableConv2D: separableConv2d,
  Conv2DTranspose: conv2dTranspose,
  MaxPooling2D: maxPooling2d,
  AveragePooling2D: averagePooling2d,
  GlobalAveragePooling2D: globalAveragePooling2d,
  GlobalMaxPooling2D: globalMaxPooling2d,
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  Normalization: normalization,
  Dropout: dropout,
  SpatialDropout2D: spatialDropout2d,
  GaussianNoise: gaussianNoise,
  Flatten: flatten,
  Reshape: reshape,
  ZeroPadding2D: zeroPadding2d,
  Cropping2D: cropping2d,
  UpSampling2D: upSampling2d,
  Dense: dense,
  Activation: activation,
  ReLU: relu,
  LeakyReLU: leakyRelu,
  PReLU: prelu,
  Softmax: softmax,
  Add: add,
  Subtract: subtract,
  Multiply: multiply,
  Average: average,
  Maximum: maximum,
  Minimum: minimum,
  Concatenate: concatenate,
  CustomScaleLayer: customScaleLayer,
  UnknownLayer: unknownLayer,
} as const;

export type LayerType = keyof typeof layerDefinitions;
export type LayerConfig<Type extends LayerType> = v.InferOutput<(typeof layerDefinitions)[Type]['schema']>;

export const layerTypes = Object.keys(layerDefinitions) as readonly LayerType[];
