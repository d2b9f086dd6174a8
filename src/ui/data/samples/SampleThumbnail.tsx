import { ImageOff } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
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
  // Before the next paint: a cell that is used for another sample must not show the one before.
  useLayoutEffect(() => {
    const target = canvas.current;
    // A canvas on the graphics card for each of hundreds of cells would cost more than it saves.
    const context = target?.getContext('2d', { willReadFrequently: true });
    if (!target || !context) return;
    let isShown = false;
    const leave = thumbnails.request(sample, (picture) => {
      isShown = true;
      setBroken(picture === null);
      if (picture === null) return;
      if (target.width !== picture.width) target.width = picture.width;
      if (target.height !== picture.height) target.height = picture.height;
      context.clearRect(0, 0, picture.width, picture.height);
      context.drawImage(picture, 0, 0);
    });
    if (!isShown) context.clearRect(0, 0, target.width, target.height);
    return leave;
  }, [sample, thumbnails]);
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
