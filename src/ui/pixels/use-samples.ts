import { useEffect, useState } from 'react';
import type { DatasetInfo } from '#protocol/dataset.ts';
import type { Picture } from '#protocol/engine.ts';
import { useStride } from '../stride-context.ts';
import { samplePicture } from './sample-picture.ts';

export interface ShownSample {
  readonly index: number;
  readonly className: string;
  readonly picture: Picture;
}

/**
 * A few samples of the data set, for screens that are complete without them: until they come, and where they do not, there
 * are none. `indices` must be stable.
 */
export function useSamples(info: DatasetInfo | null, indices: readonly number[]): readonly ShownSample[] {
  const { engine } = useStride();
  const [samples, setSamples] = useState<readonly ShownSample[]>([]);
  useEffect(() => {
    if (!info) return;
    let isCurrent = true;
    const size = info.sampleShape[0] * info.sampleShape[1] * info.sampleShape[2];
    engine.samples(info.id, indices).then(
      ({ pixels, labels }) => {
        if (!isCurrent) return;
        setSamples(
          indices.map((index, place) => ({
            index,
            className: info.classNames[labels[place] ?? 0] ?? '?',
            picture: samplePicture(pixels.subarray(place * size, (place + 1) * size), info.sampleShape),
          })),
        );
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [engine, info, indices]);
  return samples;
}
