/** The pictures of a data set as files, divided as Stride divided them: what was held back here must not be trained on elsewhere. */
import type { PictureSet } from '#data/picture-set.ts';
import type { SampleSplit } from '#data/split.ts';
import { encodePng } from '#formats/image-encode-png.ts';
import { writeNpz } from '#formats/npz-writer.ts';

type Files = Readonly<Record<string, Uint8Array>>;

/** In the arrays that Keras's own file has, and two for what is held back. */
export function digitFiles(set: PictureSet, { training, validation }: SampleSplit): Files {
  const { height, width } = set;
  const size = height * width;
  const pixels = (samples: Uint32Array) => {
    const values = new Uint8Array(samples.length * size);
    for (const [place, sample] of samples.entries()) {
      values.set(set.pixels.subarray(sample * size, (sample + 1) * size), place * size);
    }
    return { shape: [samples.length, height, width], values };
  };
  const labels = (samples: Uint32Array) => ({
    shape: [samples.length],
    values: Uint8Array.from(samples, (sample) => set.labels[sample] ?? 0),
  });
  const arrays = {
    x_train: pixels(training),
    y_train: labels(training),
    x_validation: pixels(validation),
    y_validation: labels(validation),
  };
  return { 'data/mnist.npz': writeNpz(arrays) };
}

/** As the network saw them, at its size: `data/<part>/<class>/<number>.png`. */
export function pictureFiles(set: PictureSet, folders: readonly string[], split: SampleSplit): Files {
  const { pixels, labels, count, height, width, channels } = set;
  const size = height * width * channels;
  const part = new Array<string>(count).fill('unused');
  for (const sample of split.training) part[sample] = 'train';
  for (const sample of split.validation) part[sample] = 'validation';
  const files: Record<string, Uint8Array> = {};
  for (const name of split.validation.length > 0 ? ['train', 'validation'] : ['train']) {
    // Keras wants a folder for every class, also where it holds nothing.
    for (const folder of folders) files[`data/${name}/${folder}/.keep`] = new Uint8Array();
  }
  for (let index = 0; index < count; index++) {
    const folder = folders[labels[index] ?? 0] ?? 'unknown';
    const picture = pixels.subarray(index * size, (index + 1) * size);
    const path = `data/${part[index]}/${folder}/${String(index).padStart(6, '0')}.png`;
    files[path] = encodePng(picture, width, height, channels === 1 ? 1 : 3);
  }
  return files;
}
