/** Augmented pictures to look at, by the passes that training runs. */
import * as tf from '@tensorflow/tfjs';
import type { AugmentationLayer } from '#data/augmentation/augmentation-layer.ts';
import type { Occasion } from '#data/augmentation/draw.ts';
import type { AugmentationPreview, AugmentationRequest } from '#protocol/augmentation.ts';
import type { Picture } from '#protocol/engine.ts';
import { passesFor } from './augmented-batch.ts';
import { liftedLayers } from './lifted-layers.ts';
import { runPasses } from './run-passes.ts';

/** One sample's bytes, `[height, width, channels]`. */
export interface SampleBytes {
  readonly shape: readonly [number, number, number];
  readonly bytes: Uint8Array;
}

/** What the Rescalings among the layers do together: `value * scale + offset`. */
export function rescalingOf(layers: readonly AugmentationLayer[]): { readonly scale: number; readonly offset: number } {
  let [scale, offset] = [1, 0];
  for (const { type, config } of layers) {
    if (type !== 'Rescaling') continue;
    scale *= config.scale;
    offset = offset * config.scale + config.offset;
  }
  return { scale, offset };
}

/** Values `[height, width, channels]` as a picture; grey, or red, green and blue. */
export function asPicture(
  values: ArrayLike<number>,
  [height, width, channels]: readonly [number, number, number],
  { scale, offset } = { scale: 1, offset: 0 },
): Picture {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = values[pixel * channels + Math.min(channel, channels - 1)] ?? 0;
      // A Rescaling by nothing leaves nothing to show.
      rgba[4 * pixel + channel] = scale === 0 ? 0 : Math.round((value - offset) / scale);
    }
    rgba[4 * pixel + 3] = 255;
  }
  return { width, height, rgba };
}

/** The layers a preview shows: all that training runs over the batch, or one of them with the Rescalings. */
export function shownLayers({
  graph,
  only,
}: Pick<AugmentationRequest, 'graph' | 'only'>): readonly AugmentationLayer[] {
  const layers = liftedLayers(graph);
  if (only === undefined) return layers;
  return layers.filter(({ name, type }) => name === only || type === 'Rescaling');
}

/** `[epochs, height, width, channels]` float32, as the network is given it. The caller disposes it. */
export function augmentedEpochs(
  layers: readonly AugmentationLayer[],
  { shape: [height, width, channels], bytes }: SampleBytes,
  { sample, seed, epochs }: Pick<AugmentationRequest, 'sample' | 'seed' | 'epochs'>,
): tf.Tensor4D {
  return tf.tidy(() => {
    const source = tf.tensor4d(Float32Array.from(bytes), [1, height, width, channels]);
    const occasions = epochs.map((epoch): Occasion => ({ seed, epoch, sample }));
    return runPasses(passesFor(layers, [height, width]), source, occasions, new Uint32Array(epochs.length));
  });
}

export async function previewPictures(request: AugmentationRequest, sample: SampleBytes): Promise<AugmentationPreview> {
  const original = asPicture(sample.bytes, sample.shape);
  const { epochs } = request;
  if (epochs.length === 0) return { original, pictures: [] };
  const layers = shownLayers(request);
  const augmented = augmentedEpochs(layers, sample, request);
  try {
    const [, height, width, channels] = augmented.shape;
    const values = await augmented.data();
    const rescaling = rescalingOf(layers);
    const length = height * width * channels;
    const pictures = epochs.map((_, index) =>
      asPicture(values.subarray(index * length, (index + 1) * length), [height, width, channels], rescaling),
    );
    return { original, pictures };
  } finally {
    augmented.dispose();
  }
}
