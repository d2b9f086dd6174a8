import { ArrowRight } from 'lucide-react';
import type { Picture } from '#protocol/engine.ts';
import { Skeleton } from '../../kit/Skeleton.tsx';
import { PixelCanvas } from '../../pixels/PixelCanvas.tsx';
import type { SamplePreview } from './use-sample-preview.ts';

/** The sample as it is, and as the network sees it in the chosen epoch. `size` is a width as a class. */
export function BeforeAfter({ preview, epoch, size }: SamplePreview & { readonly size: string }) {
  return (
    <div className="flex items-center gap-3">
      <Shown label="Original" picture={preview?.original} size={size} />
      <ArrowRight aria-hidden="true" className="size-5 shrink-0 text-ink-faint" />
      <Shown label={`In epoch ${epoch + 1}`} picture={preview?.pictures[epoch]} size={size} />
    </div>
  );
}

interface ShownProps {
  readonly label: string;
  readonly picture: Picture | undefined;
  readonly size: string;
}

function Shown({ label, picture, size }: ShownProps) {
  return (
    <figure className={`flex min-w-0 flex-col gap-1.5 ${size}`}>
      {picture ? (
        <PixelCanvas
          picture={picture}
          label={label}
          className="aspect-square w-full rounded-medium border border-line bg-sunken object-contain"
        />
      ) : (
        <Skeleton className="aspect-square w-full" />
      )}
      <figcaption className="text-center text-ink-muted text-label">{label}</figcaption>
    </figure>
  );
}
