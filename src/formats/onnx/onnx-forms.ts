/** How every layer type is said in ONNX. A missing one does not compile. */
import type { LayerType } from '#graph/layers/index.ts';
import { activation, leakyRelu, prelu, relu, softmax } from './onnx-activations.ts';
import { conv2d, conv2dTranspose, dense, depthwiseConv2d, separableConv2d } from './onnx-convolution.ts';
import { type OnnxCall, type OnnxForm, onlyInput } from './onnx-form.ts';
import type { OnnxValue } from './onnx-graph.ts';
import { add, average, concatenate, customScaleLayer, maximum, minimum, multiply, subtract } from './onnx-merge.ts';
import { batchNormalization, layerNormalization, normalization, rescaling } from './onnx-normalization.ts';
import { averagePooling2d, globalAveragePooling2d, globalMaxPooling2d, maxPooling2d } from './onnx-pooling.ts';
import { centerCrop, randomCrop, resizing, upSampling2d } from './onnx-resizing.ts';
import { cropping2d, flatten, reshape, zeroPadding2d } from './onnx-shape.ts';

/** What acts in training only: in use it gives what it is given. */
const inert = (_: unknown, call: OnnxCall): OnnxValue => onlyInput(call);

export const onnxForms = {
  // An Input is a port of the graph; its form is never asked.
  Input: inert,
  Rescaling: rescaling,
  Resizing: resizing,
  CenterCrop: centerCrop,
  RandomCrop: randomCrop,
  RandomFlip: inert,
  RandomTranslation: inert,
  RandomRotation: inert,
  RandomZoom: inert,
  RandomShear: inert,
  RandomContrast: inert,
  RandomBrightness: inert,
  RandomHeight: inert,
  RandomWidth: inert,
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
  Dropout: inert,
  SpatialDropout2D: inert,
  GaussianNoise: inert,
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
  // A graph that has one is refused before it is written.
  UnknownLayer: inert,
} satisfies { readonly [Type in LayerType]: OnnxForm<Type> };
