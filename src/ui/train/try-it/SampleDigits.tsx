import { Shuffle } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { spreadIndices } from '../../build/settings/spread-indices.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { PixelCanvas } from '../../pixels/PixelCanvas.tsx';
import { useSamples } from '../../pixels/use-samples.ts';
import { useStride } from '../../stride-context.ts';
import { useSubject } from './use-subject.ts';

const perRow = 10;
/** How far on other samples lie: coprime to most lengths, so that one gets round to nearly all. */
const pageStep = 37;

export interface SampleDigitsProps {
  onChoose(sample: HTMLCanvasElement): void;
}

/** A row of samples from the data set, to be put on the pad. */
export function SampleDigits({ onChoose }: SampleDigitsProps) {
  const { dataset } = useStride();
  const info = useStore(dataset, (state) => (state.phase === 'ready' ? state.info : null));
  const subject = useSubject();
  const [page, setPage] = useState(0);
  const length = info?.sampleCount ?? 0;
  const indices = useMemo(
    () => spreadIndices(length, perRow).map((index) => (index + page * pageStep) % length),
    [length, page],
  );
  const samples = useSamples(info, indices);
  if (!info || samples.length === 0) return null;
  return (
    <fieldset aria-label={`Use a sample ${subject}`} className="flex min-w-0 flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <p className="font-medium text-ink-muted text-label">Use a sample {subject}</p>
        <IconButton size="small" label="Other samples" icon={Shuffle} onClick={() => setPage(page + 1)} />
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
