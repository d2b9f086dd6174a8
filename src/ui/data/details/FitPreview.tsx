import { ArrowRight } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { formatShape } from '#base/format.ts';
import type { PictureSettings } from '#data/picture-settings.ts';
import type { EngineFault, Picture } from '#protocol/engine.ts';
import { faultOf } from '#state/engine-events.ts';
import { placeOf } from '#state/library-filter.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { Skeleton } from '../../kit/Skeleton.tsx';
import { PixelCanvas } from '../../pixels/PixelCanvas.tsx';
import { useStride } from '../../stride-context.ts';
import { SampleThumbnail } from '../samples/SampleThumbnail.tsx';
import { sampleFacts } from '../samples/sample-text.ts';
import { useThumbnails } from '../samples/use-thumbnails.ts';
import { previewSamples } from './preview-samples.ts';

export interface FitPreviewProps {
  readonly shown: ShownDataset;
  readonly settings: PictureSettings;
}

/** Some samples before and after they are brought to the target size: the selected ones, or the first of some classes. */
export function FitPreview({ shown, settings }: FitPreviewProps) {
  const selected = useStore(useStride().libraryState, (state) => state.selected);
  const samples = useMemo(() => previewSamples(shown, selected), [shown, selected]);
  const thumbnails = useThumbnails(shown, 112);
  if (samples.length === 0) return null;
  return (
    <section aria-label="Before and after" className="flex flex-col gap-2">
      <h3 className="font-semibold text-ink text-label">Before and after</h3>
      <ul className="flex flex-col gap-2">
        {samples.map((id) => {
          const { width, height, number } = sampleFacts(shown, placeOf(shown.columns, id));
          return (
            <li key={id} className="grid grid-cols-[1fr_auto_1fr] items-center gap-2">
              <figure className="min-w-0">
                <SampleThumbnail
                  sample={id}
                  thumbnails={thumbnails}
                  isPixelated={Math.max(width, height) <= 64}
                  className="aspect-square w-full border border-line"
                />
                <figcaption className="pt-0.5 text-center text-caption text-ink-muted">
                  {formatShape([width, height])}
                </figcaption>
              </figure>
              <ArrowRight aria-hidden="true" className="size-4 text-ink-faint" />
              <Fitted dataset={shown.id} sample={id} number={number} settings={settings} />
            </li>
          );
        })}
      </ul>
      <p className="text-caption text-ink-faint">Select samples in the grid to see them here.</p>
    </section>
  );
}

interface FittedProps {
  readonly dataset: string;
  readonly sample: number;
  readonly number: number;
  readonly settings: PictureSettings;
}

function Fitted({ dataset, sample, number, settings }: FittedProps) {
  const { library } = useStride();
  const [picture, setPicture] = useState<Picture | null>(null);
  const [fault, setFault] = useState<EngineFault | null>(null);
  useEffect(() => {
    let isCurrent = true;
    library.preview(dataset, sample, settings).then(
      (fitted) => {
        if (!isCurrent) return;
        setPicture(fitted);
        setFault(null);
      },
      (thrown: unknown) => isCurrent && setFault(faultOf(thrown)),
    );
    return () => {
      isCurrent = false;
    };
  }, [library, dataset, sample, settings]);
  if (fault) return <p className="text-danger text-label">{fault.message}</p>;
  if (!picture) return <Skeleton className="aspect-square w-full" />;
  return (
    <figure className="min-w-0">
      <div className="flex aspect-square w-full items-center justify-center rounded-small border border-line bg-hover">
        <PixelCanvas
          picture={picture}
          label={`Sample ${number} as the network gets it`}
          className="size-full object-contain"
        />
      </div>
      <figcaption className="pt-0.5 text-center text-caption text-ink-muted">
        {formatShape([picture.width, picture.height])}
      </figcaption>
    </figure>
  );
}
