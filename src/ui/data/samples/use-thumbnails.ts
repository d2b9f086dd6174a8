import { useEffect, useMemo } from 'react';
import type { Engine } from '#protocol/engine.ts';
import type { PictureLibrary } from '#protocol/library.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { samplePicture } from '../../pixels/sample-picture.ts';
import { useStride } from '../../stride-context.ts';
import { createThumbnails, type Thumbnails } from './thumbnails.ts';

/** Some screens full. At 128 × 128 pixels these are 64 MB at the most. */
const capacity = 1000;

/** The thumbnails of the open data set, held while the screen is open. `size` is along a side, in CSS pixels. */
export function useThumbnails({ id, isEmbedded, description }: ShownDataset, size: number): Thumbnails {
  const { engine, library } = useStride();
  const pixels = Math.min(256, Math.ceil((size * window.devicePixelRatio) / 64) * 64);
  const { height, width, channels } = description.settings;
  const thumbnails = useMemo(
    () =>
      createThumbnails({
        capacity,
        fetch: (samples) =>
          isEmbedded
            ? embeddedPictures(engine, id, [height, width, channels], samples)
            : libraryPictures(library, id, samples, pixels),
      }),
    // The target size changes nothing about a person's originals.
    [engine, library, id, isEmbedded, pixels, height, width, channels],
  );
  useEffect(() => () => thumbnails.dispose(), [thumbnails]);
  return thumbnails;
}

function libraryPictures(library: PictureLibrary, id: string, samples: readonly number[], pixels: number) {
  return library.thumbnails(id, samples, pixels);
}

async function embeddedPictures(
  engine: Engine,
  id: string,
  shape: readonly [number, number, number],
  samples: readonly number[],
): Promise<ImageBitmap[]> {
  const { pixels } = await engine.samples(id, samples);
  const size = shape[0] * shape[1] * shape[2];
  return Promise.all(
    samples.map((_, place) => {
      const { width, height, rgba } = samplePicture(pixels.subarray(place * size, (place + 1) * size), shape);
      return createImageBitmap(new ImageData(new Uint8ClampedArray(rgba), width, height));
    }),
  );
}
