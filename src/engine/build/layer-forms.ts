/** How every layer type runs. A missing one does not compile. */
import type { LayerType } from '#graph/layers/index.ts';
import { activation, leakyRelu, prelu, relu, softmax } from './forms/activations.ts';
import {
  centerCrop,
  randomBrightness,
  randomContrast,
  randomCrop,
  randomFlip,
  randomHeight,
  randomRotation,
  randomShear,
  randomTranslation,
  randomWidth,
  randomZoom,
} from './forms/augmentation.ts';
import { batchNormalization } from './forms/batch-normalization.ts';
import { conv2d, conv2dTranspose, depthwiseConv2d, separableConv2d } from './forms/convolution.ts';
import { dense } from './forms/dense.ts';
import { dropout, spatialDropout2d } from './forms/dropout.ts';
import { gaussianNoise } from './forms/gaussian-noise.ts';
import { type LayerForm, onlyInput } from './forms/layer-form.ts';
import { layerNormalization } from './forms/layer-normalization.ts';
import { add, average, concatenate, customScaleLayer, maximum, minimum, multiply, subtract } from './forms/merge.ts';
import { normalization } from './forms/normalization.ts';
import { averagePooling2d, globalAveragePooling2d, globalMaxPooling2d, maxPooling2d } from './forms/pooling.ts';
import { resizing, upSampling2d } from './forms/resizing.ts';
import { cropping2d, flatten, rescaling, reshape, zeroPadding2d } from './forms/shape.ts';

export const layerForms = {
  // An Input runs as a `tf.input`; its form is never asked.
  Input: { run: (_, call) => onlyInput(call) },
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
  // A graph that has one is refused before it is built.
  UnknownLayer: { run: (_, call) => onlyInput(call) },
} satisfies { readonly [Type in LayerType]: LayerForm<Type> };
