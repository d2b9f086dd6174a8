/** A data set on the device: uploaded once, batches are gathered there by index. */
import * as tf from '@tensorflow/tfjs';
import type { PictureSet } from '#data/picture-set.ts';
import { type DevicePixels, disposePixels, gatherPixels, uploadPixels } from './device-pixels.ts';
import type { Batch, PlacedPixels, SampleSource } from './sample-source.ts';

export class ResidentSamples implements SampleSource {
  readonly #pixels: DevicePixels;
  readonly #labels: tf.Tensor1D;

  constructor({ count, height, width, channels, pixels, labels }: PictureSet) {
    this.#pixels = uploadPixels(pixels, [count, height, width, channels]);
    this.#labels = tf.tensor1d(Int32Array.from(labels), 'int32');
  }

  batch(indices: Uint32Array): Batch {
    return { pixels: gatherPixels(this.#pixels, indices), labels: this.labelsAt(indices) };
  }

  pixelsAt(indices: Uint32Array): PlacedPixels {
    return { pixels: this.#pixels, rows: indices };
  }

  labelsAt(indices: Uint32Array): tf.Tensor1D {
    return tf.gather(this.#labels, tf.tensor1d(Int32Array.from(indices), 'int32'));
  }

  dispose(): void {
    disposePixels(this.#pixels);
    this.#labels.dispose();
  }
}
