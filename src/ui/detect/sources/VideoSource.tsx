import { useEffect, useState } from 'react';
import type { EngineFault } from '#protocol/engine.ts';
import { MediaFrame } from '../stage/MediaFrame.tsx';
import { StageMessage } from '../stage/StageMessage.tsx';
import type { MediaSourceProps } from './CameraSource.tsx';
import { videoFault } from './source-fault.ts';
import { useMediaSize } from './use-media-size.ts';
import { useVideoFrames } from './use-video-frames.ts';

export interface VideoSourceProps extends MediaSourceProps {
  readonly file: File;
}

/** A video file, played again and again. */
export function VideoSource({ file, onMedia }: VideoSourceProps) {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [fault, setFault] = useState<EngineFault | null>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    setFault(null);
    setReady(false);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  const size = useMediaSize(video);
  useVideoFrames(video, isReady, file.name);
  useEffect(() => {
    onMedia(video && isReady ? { element: video, isMirrored: false } : null);
    return () => onMedia(null);
  }, [video, isReady, onMedia]);

  if (fault) return <StageMessage fault={fault} />;
  return (
    <MediaFrame size={size} isMirrored={false} isStill={false} isWaiting={!isReady} hasControls>
      {address && (
        <video
          ref={setVideo}
          src={address}
          muted
          loop
          autoPlay
          playsInline
          controls
          aria-label={`Video ${file.name}`}
          className="size-full object-fill"
          onLoadedData={({ currentTarget }) => {
            if (currentTarget.videoWidth > 0) setReady(true);
            else setFault(videoFault('no-picture', file.name));
          }}
          onError={() => setFault(videoFault('unplayable', file.name))}
        />
      )}
    </MediaFrame>
  );
}
