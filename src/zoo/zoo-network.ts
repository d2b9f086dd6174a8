import type { ModelGraph } from '#graph/model-graph.ts';
import type { BuildOptions, SizeLimits } from './build-options.ts';
import type { PreprocessingMode } from './preprocessing.ts';
import type { Accuracy } from './published-accuracy.ts';

export const zooFamilies = [
  'VGG',
  'MobileNet',
  'MobileNetV2',
  'MobileNetV3',
  'ResNet',
  'ResNetV2',
  'DenseNet',
  'Inception',
  'Xception',
  'NASNet',
  'EfficientNet',
] as const;

export type ZooFamily = (typeof zooFamilies)[number];

export interface ZooBuildOptions extends BuildOptions {
  /** Whether the network takes pixels of 0..255 and scales them itself (`withPreprocessing`); false by default, as in Keras. */
  readonly preprocessing?: boolean;
}

/** How Keras's own code makes the same network: `keras.applications.MobileNet(alpha=0.25)`. */
export interface KerasConstructor {
  readonly className: string;
  readonly arguments: Readonly<Record<string, number | boolean>>;
}

/** One published network. Its `name` is unique: Keras's, with the variant behind it where it is not Keras's default. */
export interface ZooNetwork extends SizeLimits {
  readonly family: ZooFamily;
  readonly keras: KerasConstructor;
  /** Sides in pixels of square pictures for which weights were published, the default among them. */
  readonly trainedSizes: readonly number[];
  readonly preprocessing: PreprocessingMode;
  /** null where none is stated. */
  readonly accuracy: Accuracy | null;
  /** Of the published weights; null where Keras does not state it. */
  readonly licence: string | null;
  /** Every layer but the input names its block. Throws a `StrideError` for an input that the network cannot read. */
  build(options?: ZooBuildOptions): ModelGraph;
}
