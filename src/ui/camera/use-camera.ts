import { type RefObject, useEffect, useRef, useState } from 'react';
import type { EngineFault } from '#protocol/engine.ts';
import { cameraFault, unplugged } from './camera-fault.ts';

type CameraState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'live' }
  | { readonly phase: 'failed'; readonly fault: EngineFault };

export interface CameraDevice {
  readonly id: string;
  readonly label: string;
}

export interface CameraChoice {
  /** One camera by its id; null for the one that `facing` asks for. */
  readonly deviceId: string | null;
  /** `user`: the front camera of a phone. `environment`: the rear one. A hint: a laptop has but one. */
  readonly facing: 'user' | 'environment';
  /** Pixels to ask for, 640 × 480 where absent. A hint: the camera gives the nearest it can. */
  readonly size?: { readonly width: number; readonly height: number } | undefined;
}

export const frontCamera: CameraChoice = { deviceId: null, facing: 'user' };

export interface Camera {
  readonly state: CameraState;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Every camera of the device; empty until the browser has allowed one, since their names are kept back before. */
  readonly devices: readonly CameraDevice[];
  retry(): void;
}

/** Shows a camera in `video` while the component is there; the camera is released when it goes or another is chosen. */
export function useCamera({ deviceId, facing, size }: CameraChoice = frontCamera): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>({ phase: 'starting' });
  const [devices, setDevices] = useState<readonly CameraDevice[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { width, height } = size ?? { width: 640, height: 480 };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is what starts the camera again.
  useEffect(() => {
    let isCurrent = true;
    let stream: MediaStream | null = null;
    const release = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const fail = (name: string) => {
      if (isCurrent) setState({ phase: 'failed', fault: cameraFault(name) });
    };
    const list = async () => {
      const found = await listCameras();
      if (isCurrent) setDevices(found);
    };
    const start = async () => {
      setState({ phase: 'starting' });
      try {
        const wanted = deviceId === null ? { facingMode: facing } : { deviceId: { exact: deviceId } };
        stream = await navigator.mediaDevices.getUserMedia({
          video: { width, height, ...wanted },
          audio: false,
        });
        // The person may have gone on while the browser asked.
        if (!isCurrent || !video.current) return release();
        for (const track of stream.getTracks()) track.addEventListener('ended', () => fail(unplugged));
        video.current.srcObject = stream;
        await video.current.play();
        if (isCurrent) setState({ phase: 'live' });
        await list();
      } catch (thrown) {
        release();
        fail(thrown instanceof Error ? thrown.name : '');
      }
    };
    void start();
    navigator.mediaDevices?.addEventListener('devicechange', list);
    return () => {
      isCurrent = false;
      navigator.mediaDevices?.removeEventListener('devicechange', list);
      release();
    };
  }, [attempt, deviceId, facing, width, height]);

  return { state, video, devices, retry: () => setAttempt(attempt + 1) };
}

async function listCameras(): Promise<readonly CameraDevice[]> {
  // A browser that lists none leaves the choice to itself.
  const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return all
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, place) => ({ id: deviceId, label: label || `Camera ${place + 1}` }));
}
