/** Against `tf.image.resize`'s definition without antialiasing, worked out pixel by pixel in float64. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { uniformAt } from '#base/random.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ResizeMethod } from '#graph/resize-weights.ts';
import { standOnCpu } from '../../testing/on-cpu.ts';
import { buildNetwork } from '../build-network.ts';

beforeAll(standOnCpu);

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const lanczos = (radius: number) => (x: number) => (Math.abs(x) < radius ? sinc(x) * sinc(x / radius) : 0);

/** What a pixel weighs at this distance from where an output is read. */
const curves = {
  bicubic: (x: number) => {
    const d = Math.abs(x);
    if (d < 1) return 1.5 * d ** 3 - 2.5 * d ** 2 + 1;
    return d < 2 ? -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2 : 0;
  },
  lanczos3: lanczos(3),
  lanczos5: lanczos(5),
} satisfies Partial<Record<ResizeMethod, (x: number) => number>>;

const [height, width, channels] = [7, 5, 2] as const;

test.each(
  (['bicubic', 'lanczos3', 'lanczos5'] as const).flatMap((method) =>
    [
      [12, 9],
      [4, 3],
      [5, 14],
    ].map(([rows = 0, columns = 0]) => [method, rows, columns] as const),
  ),
)('Resizing by %s to %i × %i', (interpolation, rows, columns) => {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [height, width, channels] });
  model.layer('Resizing', { height: rows, width: columns, interpolation }, input);
  const picture = Float32Array.from({ length: height * width * channels }, (_, place) => uniformAt(5, place));
  const network = buildNetwork(model.build(), 1);
  const found = tf.tidy(() =>
    (network.model.predict(tf.tensor4d(picture, [1, height, width, channels])) as tf.Tensor).dataSync(),
  );
  network.dispose();
  const curve = curves[interpolation];
  for (const [place, value] of found.entries()) {
    const channel = place % channels;
    const column = Math.floor(place / channels) % columns;
    const row = Math.floor(place / channels / columns);
    let [sum, total] = [0, 0];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const down = ((row + 0.5) * height) / rows - 0.5 - y;
        const right = ((column + 0.5) * width) / columns - 0.5 - x;
        const weight = curve(down) * curve(right);
        sum += weight * picture[(y * width + x) * channels + channel]!;
        total += weight;
      }
    }
    // TensorFlow reads the cubic from a table of 1,024 steps a pixel.
    expect(Math.abs(value - sum / total)).toBeLessThan(interpolation === 'bicubic' ? 2e-3 : 1e-5);
  }
});
