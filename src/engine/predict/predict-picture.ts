/** Asks a network about one picture, made to look like the pictures it was trained on. */
import * as tf from '@tensorflow/tfjs';
import { StrideError } from '#base/errors.ts';
import { formatShape } from '#base/format.ts';
import { digitFromDrawing } from '#data/drawing.ts';
import { fitPhoto } from '#data/photo.ts';
import { pictureOf } from '#data/rgba.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { Picture, PictureKind, Prediction } from '#protocol/engine.ts';
import type { Network } from '../build/network.ts';
import type { NetworkFacts } from '../saved-network.ts';

export interface TrainedNetwork extends NetworkFacts {
  readonly graph: ModelGraph;
  readonly network: Network;
}

interface InputSize {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

function inputSizeOf(network: Network): InputSize {
  const [, ...shape] = network.model.inputs[0]?.shape ?? [];
  const [height, width, channels] = shape;
  if (shape.length === 3 && height && width && (channels === 1 || channels === 3)) return { height, width, channels };
  throw new StrideError({
    code: 'input-takes-no-picture',
    message: `The network reads ${formatShape(shape.map((size) => size ?? 0))}, which no picture can become.`,
    remedy: 'Set the Input layer’s shape to height × width × 1 or height × width × 3.',
  });
}

/** `[height, width, channels]` bytes as the network is to see them. */
function preprocess(
  picture: Picture,
  kind: PictureKind,
  size: InputSize,
  { isLightOnDark, fit = 'stretch' }: NetworkFacts,
): Uint8Array {
  if (kind === 'photo') return fitPhoto(picture, { ...size, fit, isLightOnDark });
  const digit = digitFromDrawing(picture, size.width, size.height);
  return size.channels === 1
    ? digit
    : Uint8Array.from({ length: digit.length * 3 }, (_, index) => digit[Math.floor(index / 3)] ?? 0);
}

/** The classes' probabilities for a picture. Numbers from a head without softmax or sigmoid are given as they are. */
export async function predictPicture(
  trained: TrainedNetwork,
  picture: Picture,
  kind: PictureKind,
): Promise<Prediction> {
  const started = performance.now();
  const size = inputSizeOf(trained.network);
  const bytes = preprocess(picture, kind, size, trained);
  const answer = tf.tidy(() => {
    const x = tf.tensor4d(Float32Array.from(bytes), [1, size.height, size.width, size.channels]);
    return tf.reshape(trained.network.answer(x), [-1]);
  });
  try {
    const answers = Float32Array.from(await answer.data());
    // A single unit answers how likely the second of two classes is.
    const [second = 0] = answers;
    const isSingle = answers.length === 1 && trained.classNames.length === 2;
    const probabilities = isSingle ? Float32Array.of(1 - second, second) : answers;
    return {
      probabilities,
      classNames: trained.classNames,
      seen: pictureOf(bytes, size.width, size.height, size.channels),
      milliseconds: performance.now() - started,
    };
  } finally {
    answer.dispose();
  }
}
