import { ImageOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { classNames } from '../../kit/class-names.ts';
import type { Thumbnails } from './thumbnails.ts';

export interface SampleThumbnailProps {
  readonly sample: number;
  readonly thumbnails: Thumbnails;
  /** Whether the original is so small that its pixels are worth seeing. */
  readonly isPixelated: boolean;
  readonly className?: string | undefined;
}

/** A sample's picture, drawn when it arrives without rendering anything anew. Decoration beside a name. */
export function SampleThumbnail({ sample, thumbnails, isPixelated, className }: SampleThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(
    () =>
      thumbnails.request(sample, (picture) => {
        const target = canvas.current;
        if (!target) return;
        setBroken(picture === null);
        if (picture === null) return;
        target.width = picture.width;
        target.height = picture.height;
        // A canvas on the graphics card for each of hundreds of cells would cost more than it saves.
        target.getContext('2d', { willReadFrequently: true })?.drawImage(picture, 0, 0);
      }),
    [sample, thumbnails],
  );
  return (
    <span aria-hidden="true" className={classNames('relative block overflow-hidden rounded-small bg-hover', className)}>
      <canvas
        ref={canvas}
        width={1}
        height={1}
        className={classNames('size-full object-contain', isPixelated && '[image-rendering:pixelated]')}
      />
      {isBroken && <ImageOff aria-hidden="true" className="absolute inset-0 m-auto size-5 text-ink-faint" />}
    </span>
  );
}
