import { CircleStop, RotateCcw } from 'lucide-react';
import { useEffect } from 'react';
import { classifyPicture } from '#state/pretrained.ts';
import { useCamera } from '../camera/use-camera.ts';
import { Button } from '../kit/Button.tsx';
import { Callout } from '../kit/Callout.tsx';
import { Skeleton } from '../kit/Skeleton.tsx';
import { useStride } from '../stride-context.ts';

/** The webcam, whose frames the network is asked about one at a time; those that come meanwhile are dropped. */
export function LiveCamera({ onStop }: { onStop(): void }) {
  const stride = useStride();
  const { state, video, retry } = useCamera();
  const isLive = state.phase === 'live';

  useEffect(() => {
    if (!isLive) return;
    let isTaking = false;
    const take = async () => {
      const source = video.current;
      if (isTaking || !source || source.videoWidth === 0) return;
      isTaking = true;
      try {
        await classifyPicture(stride, await createImageBitmap(source));
      } finally {
        isTaking = false;
      }
    };
    let request = requestAnimationFrame(function look() {
      request = requestAnimationFrame(look);
      void take();
    });
    return () => cancelAnimationFrame(request);
  }, [isLive, stride, video]);

  if (state.phase === 'failed') {
    return (
      <Callout
        tone="error"
        title={state.fault.message}
        actions={
          <>
            <Button size="small" icon={RotateCcw} onClick={retry}>
              Try again
            </Button>
            <Button size="small" variant="ghost" onClick={onStop}>
              Close
            </Button>
          </>
        }
      >
        {state.fault.remedy}
      </Callout>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="relative aspect-video overflow-hidden rounded-medium border border-line-strong bg-sunken">
        {state.phase === 'starting' && <Skeleton className="absolute inset-0" />}
        <video ref={video} muted playsInline aria-label="Webcam" className="-scale-x-100 size-full object-contain" />
      </div>
      <div className="flex items-center justify-between gap-3">
        <p aria-live="polite" className="text-caption text-ink-faint">
          {isLive ? 'No picture leaves this computer.' : 'Waiting for the webcam. The browser may ask you to allow it.'}
        </p>
        <Button size="small" icon={CircleStop} onClick={onStop}>
          Stop webcam
        </Button>
      </div>
    </div>
  );
}
