import { useEffect } from 'react';
import { startFrameLoop } from '#state/detection.ts';
import { useStride } from '../../stride-context.ts';

/**
 * Sends a video's frames to the detector while `isLive`: each that is shown, as far as the detector keeps up. The
 * browser shows none in a hidden tab, so nothing is computed there.
 */
export function useVideoFrames(video: HTMLVideoElement | null, isLive: boolean, source: string): void {
  const stride = useStride();
  useEffect(() => {
    if (!video || !isLive) return;
    const loop = startFrameLoop(stride, source);
    const look = () => {
      request = video.requestVideoFrameCallback(look);
      void sendFrame();
    };
    const sendFrame = async () => {
      if (!loop.takesFrames() || video.videoWidth === 0) return;
      const frame = await takeFrame(video);
      if (frame) await loop.send(frame);
    };
    let request = video.requestVideoFrameCallback(look);
    // A video that stands still shows no new frame to a detector that becomes ready only now.
    const stop = stride.detection.subscribe((state, before) => {
      if (state.detector.phase === 'ready' && before.detector.phase !== 'ready' && video.paused) void sendFrame();
    });
    return () => {
      video.cancelVideoFrameCallback(request);
      stop();
      loop.end();
    };
  }, [stride, video, isLive, source]);
}

/** The frame on show without copying it, where the browser can; null where there is none at this moment. */
async function takeFrame(video: HTMLVideoElement): Promise<VideoFrame | ImageBitmap | null> {
  try {
    return typeof VideoFrame === 'undefined' ? await createImageBitmap(video) : new VideoFrame(video);
  } catch {
    return null;
  }
}
