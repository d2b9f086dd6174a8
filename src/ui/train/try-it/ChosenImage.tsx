import { ImageUp } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { EngineFault, Picture } from '#protocol/engine.ts';
import { faultOf } from '#state/engine-events.ts';
import { Callout } from '../../kit/Callout.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { Skeleton } from '../../kit/Skeleton.tsx';
import { PixelCanvas } from '../../pixels/PixelCanvas.tsx';
import type { PictureSource } from './picture-source.ts';
import { readPicture } from './read-picture.ts';
import { SourceRow } from './SourceRow.tsx';
import { useSubject } from './use-subject.ts';

type Reading =
  | { readonly phase: 'reading' }
  | { readonly phase: 'read'; readonly picture: Picture }
  | { readonly phase: 'failed'; readonly fault: EngineFault };

export interface ChosenImageProps {
  readonly file: File | null;
  onPicture(source: PictureSource): void;
  /** Stands beside the picture. */
  readonly aside: ReactNode;
}

/** The picture that was chosen, dropped or pasted; or where to put one. */
export function ChosenImage({ file, onPicture, aside }: ChosenImageProps) {
  const subject = useSubject();
  const [reading, setReading] = useState<Reading>({ phase: 'reading' });
  useEffect(() => {
    if (!file) return;
    let isCurrent = true;
    setReading({ phase: 'reading' });
    readPicture(file, file.name).then(
      (picture) => {
        if (!isCurrent) return;
        setReading({ phase: 'read', picture });
        onPicture({ kind: 'photo', take: () => ({ ...picture, rgba: new Uint8ClampedArray(picture.rgba) }) });
      },
      (thrown: unknown) => isCurrent && setReading({ phase: 'failed', fault: faultOf(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [file, onPicture]);

  if (!file) {
    return (
      <div className="rounded-medium border border-line-strong border-dashed">
        <EmptyState icon={ImageUp} title="Choose, drop or paste a picture">
          One {subject === 'digit' ? 'digit' : 'thing'}, large in the picture, is best. The picture stays on this
          computer.
        </EmptyState>
      </div>
    );
  }
  switch (reading.phase) {
    case 'reading':
      return (
        <SourceRow aside={aside}>
          <Skeleton className="aspect-square w-full" />
        </SourceRow>
      );
    case 'failed':
      return (
        <Callout tone="error" title={reading.fault.message}>
          {reading.fault.remedy}
        </Callout>
      );
    case 'read':
      return (
        <SourceRow aside={aside}>
          <PixelCanvas
            picture={reading.picture}
            label={`The chosen picture, ${file.name}`}
            className="mx-auto max-h-72 max-w-full rounded-medium border border-line object-contain"
          />
          <p className="truncate pt-1 text-center text-caption text-ink-faint">{file.name}</p>
        </SourceRow>
      );
  }
}
