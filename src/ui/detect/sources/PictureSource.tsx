import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { startFrameLoop } from '#state/detection.ts';
import { useStride } from '../../stride-context.ts';
import { MediaFrame } from '../stage/MediaFrame.tsx';
import type { MediaSourceProps } from './CameraSource.tsx';

export interface PictureSourceProps extends MediaSourceProps {
  readonly bitmap: ImageBitmap;
  readonly name: string;
}

/** A picture, looked at once by each detector. */
export function PictureSource({ bitmap, name, onMedia }: PictureSourceProps) {
  const stride = useStride();
  const canvas = useRef<HTMLCanvasElement>(null);
  const detector = useStore(stride.detection, (state) =>
    state.detector.phase === 'ready' ? state.detector.info.id : null,
  );
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    element.width = bitmap.width;
    element.height = bitmap.height;
    element.getContext('2d')?.drawImage(bitmap, 0, 0);
    onMedia({ element, isMirrored: false });
    return () => onMedia(null);
  }, [bitmap, onMedia]);
  useEffect(() => {
    if (detector === null) return;
    const loop = startFrameLoop(stride, name);
    createImageBitmap(bitmap).then(
      (copy) => loop.send(copy),
      // The picture was closed meanwhile: another one is shown.
      () => undefined,
    );
    return () => loop.end();
  }, [stride, bitmap, name, detector]);
  return (
    <MediaFrame size={bitmap} isMirrored={false} isStill isWaiting={false}>
      <canvas ref={canvas} role="img" aria-label={`Picture ${name}`} className="size-full" />
    </MediaFrame>
  );
}
