/** What one may choose when building a network of the zoo: the arguments that all of `keras.applications` share. */
import { StrideError } from '#base/errors.ts';
import type { Shape } from '#graph/shape.ts';

export interface BuildOptions {
  /** `[height, width, channels]` of a picture; by default the size that the network was trained on, in colour. */
  readonly inputShape?: Shape;
  /** Whether the classifier is built too; true by default. */
  readonly includeTop?: boolean;
  /** How many classes the classifier tells apart; 1000 by default. */
  readonly classes?: number;
  /** What the classifier ends with; `linear` gives logits. Softmax by default. */
  readonly classifierActivation?: 'softmax' | 'linear';
  /** Without a top: averages or maxima of the feature maps, `[channels]`, or by default the maps themselves. */
  readonly pooling?: 'avg' | 'max' | null;
  /**
   * `imagenet` where the published weights are going to be loaded: EfficientNet then has a second Rescaling. By default
   * null, the network as Keras builds it without weights.
   */
  readonly weights?: 'imagenet' | null;
}

/** Options with every choice made. */
export interface Plan extends Required<BuildOptions> {
  readonly inputShape: readonly [height: number, width: number, channels: number];
}

/** A network's name and the pictures it reads. */
export interface SizeLimits {
  /** Keras's name: `VGG16`. */
  readonly name: string;
  /** Pixels on each side by default. */
  readonly defaultSize: number;
  /** The smallest side in pixels; smaller pictures would vanish before the last layer. */
  readonly minSize: number;
}

/** Throws a `StrideError` for an input that is no picture or too small, and for a number of classes that is none. */
export function planOf(options: BuildOptions, { name, defaultSize, minSize }: SizeLimits): Plan {
  const { inputShape = [defaultSize, defaultSize, 3], classes = 1000 } = options;
  const [height, width, channels] = inputShape;
  if (inputShape.length !== 3 || !isCount(height) || !isCount(width) || !isCount(channels)) {
    throw new StrideError({
      code: 'zoo-input-shape',
      message: `${name} reads pictures of height, width and channels; received the input shape ${inputShape.join(' × ')}.`,
      remedy: `Use ${defaultSize} × ${defaultSize} × 3, the size it was trained on.`,
    });
  }
  if (Math.min(height, width) < minSize) {
    throw new StrideError({
      code: 'zoo-input-too-small',
      message: `${name} needs pictures of at least ${minSize} × ${minSize} pixels; received ${height} × ${width}.`,
      remedy: `Use larger pictures; ${defaultSize} × ${defaultSize} is the size it was trained on.`,
    });
  }
  if (!isCount(classes)) {
    throw new StrideError({
      code: 'zoo-classes',
      message: `${name} tells a whole number of classes apart, at least 1; received ${classes}.`,
      remedy: 'Choose how many classes there are; ImageNet has 1000.',
    });
  }
  return {
    inputShape: [height, width, channels],
    includeTop: options.includeTop ?? true,
    classes,
    classifierActivation: options.classifierActivation ?? 'softmax',
    pooling: options.pooling ?? null,
    weights: options.weights ?? null,
  };
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0;
}
