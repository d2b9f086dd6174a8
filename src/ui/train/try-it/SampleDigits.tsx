import { Shuffle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { DatasetInfo } from '#protocol/dataset.ts';
import type { Picture } from '#protocol/engine.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { PixelCanvas } from '../../pixels/PixelCanvas.tsx';
import { samplePicture } from '../../pixels/sample-picture.ts';
import { useStride } from '../../stride-context.ts';

const perRow = 10;

interface Sample {
  readonly index: number;
  readonly className: string;
  readonly picture: Picture;
}

export interface SampleDigitsProps {
  onChoose(sample: HTMLCanvasElement): void;
}

/** A row of samples from the data set, to be put on the pad. */
export function SampleDigits({ onChoose }: SampleDigitsProps) {
  const { dataset } = useStride();
  const info = useStore(dataset, (state) => (state.phase === 'ready' ? state.info : null));
  const [page, setPage] = useState(0);
  const samples = useSamples(info, page);
  if (!info || samples.length === 0) return null;
  const pages = Math.floor(info.sampleCount / perRow);
  return (
    <fieldset aria-label="Use a sample digit" className="flex min-w-0 flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <p className="font-medium text-ink-muted text-label">Use a sample digit</p>
        <IconButton
          size="small"
          label="Other samples"
          icon={Shuffle}
          onClick={() => setPage((page + 37) % Math.max(1, pages))}
        />
      </div>
      <div className="grid @min-[350px]:grid-cols-10 grid-cols-5 gap-0.5 pointer-coarse:grid-cols-5 pointer-coarse:gap-1.5">
        {samples.map(({ index, className, picture }) => (
          <button
            key={index}
            type="button"
            aria-label={`Sample ${index + 1}, class ${className}`}
            className="aspect-square min-h-8 overflow-hidden rounded-small border border-line hover:border-accent pointer-coarse:min-h-11"
            onClick={(event) => {
              const canvas = event.currentTarget.querySelector('canvas');
              if (canvas) onChoose(canvas);
            }}
          >
            <PixelCanvas picture={picture} className="size-full object-contain" />
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** Missing samples are no fault here: the pad works without them. */
function useSamples(info: DatasetInfo | null, page: number): readonly Sample[] {
  const { engine } = useStride();
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (!info) return;
    let isCurrent = true;
    const indices = Array.from({ length: Math.min(perRow, info.sampleCount) }, (_, place) => page * perRow + place);
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
  }, [engine, info, page]);
  return samples;
}
