import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { EngineFault } from '#protocol/engine.ts';
import { faultOf } from '#state/engine-events.ts';

export interface RecorderParts {
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Frames a second. */
  readonly rate: number;
  /** Takes a frame, which is the taker's from then on; false where it was an exact repeat of one that is there. */
  take(frame: ImageBitmap): Promise<boolean>;
}

export interface Recorder {
  readonly isRecording: boolean;
  /** Frames that were kept since the recorder is there. */
  readonly count: number;
  readonly fault: EngineFault | null;
  start(): void;
  stop(): void;
}

/** Frames that may be on their way at once: a disk that is slower than the camera costs frames, not memory. */
const framesUnderWay = 3;

/** Takes frames of a video at a rate, from start to stop. */
export function useRecorder({ video, rate, take }: RecorderParts): Recorder {
  const [isRecording, setRecording] = useState(false);
  const [count, setCount] = useState(0);
  const [fault, setFault] = useState<EngineFault | null>(null);
  const underWay = useRef(0);

  useEffect(() => {
    if (!isRecording) return;
    const keep = async () => {
      const source = video.current;
      if (!source || source.videoWidth === 0 || underWay.current >= framesUnderWay) return;
      underWay.current++;
      try {
        if (await take(await createImageBitmap(source))) setCount((before) => before + 1);
      } catch (thrown) {
        setFault(faultOf(thrown));
        setRecording(false);
      } finally {
        underWay.current--;
      }
    };
    void keep();
    const timer = setInterval(() => void keep(), 1000 / rate);
    return () => clearInterval(timer);
  }, [isRecording, rate, take, video]);

  return {
    isRecording,
    count,
    fault,
    start: useCallback(() => {
      setFault(null);
      setRecording(true);
    }, []),
    stop: useCallback(() => setRecording(false), []),
  };
}
