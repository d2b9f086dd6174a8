/** What Keras's preprocessing layers make of the test image (`goldens/augmentation.json`), with ranges of one value. */
import type { AugmentationLayer } from '../augmentation-layer.ts';
import goldens from '../goldens/augmentation.json' with { type: 'json' };
import { testImage } from './test-image.ts';

export interface GoldenAugmentation {
  readonly told: string;
  readonly layer: AugmentationLayer;
  /** `[height, width]`. */
  readonly size: readonly [number, number];
  readonly stats: { readonly mean: number; readonly std: number; readonly samples: readonly (readonly number[])[] };
  /** Red along the row at a third of the height. */
  readonly row: readonly number[];
}

export const goldenSide = 24;
export const goldenImage = testImage(goldenSide);

const camelCase = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export const goldenAugmentations: readonly GoldenAugmentation[] = goldens.map(({ cls, config, shape, stats, row }) => ({
  told: `${cls} ${JSON.stringify(config)}`,
  layer: {
    name: 'golden',
    type: cls,
    config: {
      ...{ fillValue: 0, interpolation: 'bilinear', cropToAspectRatio: false },
      ...Object.fromEntries(Object.entries(config).map(([key, value]) => [camelCase(key), value])),
    },
  } as unknown as AugmentationLayer,
  size: [shape[1] as number, shape[2] as number],
  stats,
  row,
}));

/** How far values are from the golden's: the furthest sample or pixel of that row, and the mean and deviation. */
export function distanceFrom(golden: GoldenAugmentation, values: ArrayLike<number>): number {
  const [height, width] = golden.size;
  const at = (index: number) => values[index] ?? Number.NaN;
  const all = Array.from({ length: height * width * 3 }, (_, index) => at(index));
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
  const third = Math.floor(height / 3) * width * 3;
  return Math.max(
    Math.abs(mean - golden.stats.mean),
    Math.abs(deviation - golden.stats.std),
    ...golden.stats.samples.map(([index = 0, value = 0]) => Math.abs(at(index) - value)),
    ...golden.row.map((value, x) => Math.abs(at(third + x * 3) - value)),
  );
}
