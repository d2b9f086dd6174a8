import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type CameraChoice, frontCamera, useCamera } from '../../camera/use-camera.ts';
import { Button } from '../../kit/Button.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { MediaFrame } from '../stage/MediaFrame.tsx';
import { StageMessage } from '../stage/StageMessage.tsx';
import type { ShownMedia } from './source.ts';
import { useMediaSize } from './use-media-size.ts';
import { useVideoFrames } from './use-video-frames.ts';

const resolutions = ['640 × 480', '1280 × 720', '1920 × 1080'] as const;
type Resolution = (typeof resolutions)[number];

function sizeOf(resolution: Resolution): NonNullable<CameraChoice['size']> {
  const [width = 640, height = 480] = resolution.split(' × ').map(Number);
  return { width, height };
}

export interface MediaSourceProps {
  onMedia(media: ShownMedia | null): void;
}

/** The camera's picture and what can be chosen of the camera. */
export function CameraSource({ onMedia }: MediaSourceProps) {
  const [camera, setCamera] = useState('user');
  const [resolution, setResolution] = useState<Resolution>('640 × 480');
  const [isMirrored, setMirrored] = useState(true);
  const isFacing = camera === 'user' || camera === 'environment';
  const choice = isFacing ? ({ deviceId: null, facing: camera } as const) : { ...frontCamera, deviceId: camera };
  const { state, video, devices, retry } = useCamera({ ...choice, size: sizeOf(resolution) });
  const isLive = state.phase === 'live';
  const element = isLive ? video.current : null;
  const size = useMediaSize(element);
  useVideoFrames(element, isLive, 'camera');
  useEffect(() => {
    onMedia(element ? { element, isMirrored } : null);
    return () => onMedia(null);
  }, [element, isMirrored, onMedia]);

  return (
    <>
      {state.phase === 'failed' ? (
        <StageMessage
          fault={state.fault}
          action={
            <Button size="small" icon={RotateCcw} onClick={retry}>
              Try again
            </Button>
          }
        />
      ) : (
        <MediaFrame size={size} isMirrored={isMirrored} isStill={false} isWaiting={!isLive}>
          <video
            ref={video}
            muted
            playsInline
            aria-label="Webcam"
            className={isMirrored ? '-scale-x-100 size-full object-fill' : 'size-full object-fill'}
          />
        </MediaFrame>
      )}
      <fieldset className="grid shrink-0 grid-cols-2 items-end gap-x-4 gap-y-1 border-line border-t px-3 py-2 desk:grid-cols-3">
        <legend className="sr-only">Camera settings</legend>
        <SelectField
          label="Camera"
          value={camera}
          options={[
            { value: 'user', label: 'Front camera' },
            { value: 'environment', label: 'Rear camera' },
            ...devices.map(({ id, label }) => ({ value: id, label })),
          ]}
          onChange={(chosen) => {
            setCamera(chosen);
            // One sees oneself as in a mirror; what lies before the rear camera as it is.
            setMirrored(chosen !== 'environment');
          }}
        />
        <SelectField
          label="Resolution"
          value={resolution}
          options={resolutions.map((value) => ({ value, label: value }))}
          onChange={(chosen) => setResolution(chosen)}
        />
        <SwitchField label="Mirror" checked={isMirrored} onChange={setMirrored} />
      </fieldset>
    </>
  );
}
