import { CircleStop, RotateCcw } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useCamera } from '../../camera/use-camera.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { Skeleton } from '../../kit/Skeleton.tsx';
import { type PictureSource, takeCanvas } from './picture-source.ts';
import { SourceRow } from './SourceRow.tsx';
import { useSubject } from './use-subject.ts';

/** Frames are asked about at most this often. */
const intervalMilliseconds = 200;
/** Pixels along a side of the square that is cut from a frame. */
const frameSize = 224;

export interface WebcamViewProps {
  onFrame(source: PictureSource): void;
  onStop(): void;
  /** Stands beside the picture. */
  readonly aside: ReactNode;
}

/** The webcam, mirrored as people expect of themselves, with the square that the network is asked about. */
export function WebcamView({ onFrame, onStop, aside }: WebcamViewProps) {
  const subject = useSubject();
  const { state, video, retry } = useCamera();
  const isLive = state.phase === 'live';

  useEffect(() => {
    const canvas = document.createElement('canvas');
    canvas.width = frameSize;
    canvas.height = frameSize;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!isLive || !context) return;
    const take = () => {
      const source = video.current;
      if (source && source.videoWidth > 0) {
        const side = Math.min(source.videoWidth, source.videoHeight);
        const left = (source.videoWidth - side) / 2;
        const top = (source.videoHeight - side) / 2;
        context.drawImage(source, left, top, side, side, 0, 0, frameSize, frameSize);
      }
      return takeCanvas(context);
    };
    let last = 0;
    let request = requestAnimationFrame(function look(now) {
      request = requestAnimationFrame(look);
      if (now - last < intervalMilliseconds) return;
      last = now;
      onFrame({ kind: 'photo', take });
    });
    return () => cancelAnimationFrame(request);
  }, [isLive, onFrame, video]);

  return (
    <div className="flex flex-col gap-3">
      {state.phase === 'failed' ? (
        <Callout
          tone="error"
          title={state.fault.message}
          actions={
            <Button size="small" icon={RotateCcw} onClick={retry}>
              Try again
            </Button>
          }
        >
          {state.fault.remedy}
        </Callout>
      ) : (
        <SourceRow aside={aside}>
          <div className="relative aspect-square w-full overflow-hidden rounded-medium border border-line-strong bg-sunken">
            {state.phase === 'starting' && <Skeleton className="absolute inset-0" />}
            <video ref={video} muted playsInline aria-label="Webcam" className="-scale-x-100 size-full object-cover" />
          </div>
        </SourceRow>
      )}
      <div className="flex items-start justify-between gap-3">
        <p aria-live="polite" className="text-caption text-ink-faint">
          {state.phase === 'starting' ? 'Waiting for the webcam. The browser may ask you to allow it.' : ''}
          {isLive
            ? `Hold ${subject === 'digit' ? 'a digit' : 'the thing'} before the camera, large and in the middle. No picture leaves this computer.`
            : ''}
        </p>
        {state.phase !== 'failed' && (
          <Button size="small" icon={CircleStop} onClick={onStop}>
            Stop webcam
          </Button>
        )}
      </div>
    </div>
  );
}
