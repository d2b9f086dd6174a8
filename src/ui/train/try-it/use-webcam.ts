import { type RefObject, useEffect, useRef, useState } from 'react';
import type { EngineFault } from '#protocol/engine.ts';
import { webcamFault } from './webcam-fault.ts';

type WebcamState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'live' }
  | { readonly phase: 'failed'; readonly fault: EngineFault };

interface Webcam {
  readonly state: WebcamState;
  readonly video: RefObject<HTMLVideoElement | null>;
  retry(): void;
}

/** Shows the webcam in `video` while the component is there; the camera is released when it goes. */
export function useWebcam(): Webcam {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<WebcamState>({ phase: 'starting' });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is what starts the camera again.
  useEffect(() => {
    let isCurrent = true;
    let stream: MediaStream | null = null;
    const release = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const fail = (name: string) => {
      if (isCurrent) setState({ phase: 'failed', fault: webcamFault(name) });
    };
    const start = async () => {
      setState({ phase: 'starting' });
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 }, audio: false });
        // The person may have gone on while the browser asked.
        if (!isCurrent || !video.current) return release();
        for (const track of stream.getTracks()) track.addEventListener('ended', () => fail('NotReadableError'));
        video.current.srcObject = stream;
        await video.current.play();
        if (isCurrent) setState({ phase: 'live' });
      } catch (thrown) {
        release();
        fail(thrown instanceof Error ? thrown.name : '');
      }
    };
    void start();
    return () => {
      isCurrent = false;
      release();
    };
  }, [attempt]);

  return { state, video, retry: () => setAttempt(attempt + 1) };
}
