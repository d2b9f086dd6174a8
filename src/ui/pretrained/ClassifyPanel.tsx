import { ImageUp, ScanSearch, Webcam } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { choosePicture, classifyPicture } from '#state/pretrained.ts';
import { Button } from '../kit/Button.tsx';
import { classNames } from '../kit/class-names.ts';
import { Panel } from '../kit/Panel.tsx';
import { useStride } from '../stride-context.ts';
import { useDroppedPictures } from '../train/try-it/use-dropped-pictures.ts';
import { LiveCamera } from './LiveCamera.tsx';
import { SamplePictures } from './SamplePictures.tsx';
import { TopFive } from './TopFive.tsx';

/** Asking the loaded network what it sees: in a picture, a sample or the webcam. */
export function ClassifyPanel() {
  const stride = useStride();
  const picture = useStore(stride.pretrained, (state) => state.picture);
  const opened = useStore(stride.pretrained, (state) => state.opened);
  const isAsking = useStore(stride.pretrained, ({ answer }) => answer.phase === 'asking');
  const [isLive, setLive] = useState(false);
  const picker = useRef<HTMLInputElement>(null);

  const take = useCallback(
    (file: File) => {
      setLive(false);
      choosePicture(stride, file);
    },
    [stride],
  );
  const { isOver, handlers } = useDroppedPictures(take);
  const obstacle =
    opened === null
      ? 'Load weights first.'
      : opened.includeTop
        ? null
        : 'This network was loaded without its classifier: it gives features and no classes.';

  return (
    <Panel label="Classify a picture">
      <div {...handlers} className={classNames('flex flex-col gap-3 p-3', isOver && 'bg-accent-soft')}>
        <div className="flex flex-wrap gap-2">
          <Button icon={ImageUp} onClick={() => picker.current?.click()}>
            Choose image
          </Button>
          <Button icon={Webcam} disabled={obstacle !== null} aria-pressed={isLive} onClick={() => setLive(!isLive)}>
            Use webcam
          </Button>
        </div>
        <input
          ref={picker}
          type="file"
          accept="image/*"
          hidden
          aria-label="Image file"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = '';
            if (chosen) take(chosen);
          }}
        />
        {isLive && obstacle === null ? (
          <LiveCamera onStop={() => setLive(false)} />
        ) : (
          <>
            <ChosenPicture picture={picture} />
            <SamplePictures />
            <div className="flex flex-wrap items-center gap-3">
              <Button
                variant="primary"
                icon={ScanSearch}
                disabled={obstacle !== null || picture === null || isAsking}
                onClick={() => picture && void classifyPicture(stride, picture)}
              >
                Classify
              </Button>
              <p className="min-w-0 flex-1 text-ink-muted text-label">
                {obstacle ?? (picture === null ? 'Choose a picture first.' : '')}
              </p>
            </div>
          </>
        )}
        <TopFive />
      </div>
    </Panel>
  );
}

function ChosenPicture({ picture }: { readonly picture: Blob | null }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (picture === null) return;
    const made = URL.createObjectURL(picture);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  if (picture === null || url === null) {
    return (
      <p className="flex min-h-28 items-center justify-center rounded-medium border border-line-strong border-dashed p-4 text-center text-ink-muted">
        Choose, drop or paste a picture. It stays on this computer.
      </p>
    );
  }
  const name = picture instanceof File ? picture.name : 'pasted picture';
  return (
    <figure>
      <img
        src={url}
        alt={`The chosen one, ${name}`}
        className="mx-auto max-h-44 max-w-full rounded-medium border border-line object-contain"
      />
      <figcaption className="truncate pt-1 text-center text-caption text-ink-faint">{name}</figcaption>
    </figure>
  );
}
