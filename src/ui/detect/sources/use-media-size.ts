import { useEffect, useState } from 'react';
import type { Size } from '#vision/box.ts';

/** The size of what a video shows, which changes when a phone is turned; null while it shows nothing. */
export function useMediaSize(video: HTMLVideoElement | null): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const read = () =>
      setSize(video && video.videoWidth > 0 ? { height: video.videoHeight, width: video.videoWidth } : null);
    read();
    video?.addEventListener('resize', read);
    video?.addEventListener('loadedmetadata', read);
    return () => {
      video?.removeEventListener('resize', read);
      video?.removeEventListener('loadedmetadata', read);
    };
  }, [video]);
  return size;
}
