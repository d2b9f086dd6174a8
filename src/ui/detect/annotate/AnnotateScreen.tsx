import { SquareDashedMousePointer } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { listDetectors, stopDetection } from '#state/detection.ts';
import { useStride } from '../../stride-context.ts';
import { OpenPictures } from '../quality/OpenPictures.tsx';
import { Annotating } from './Annotating.tsx';

/** Drawing and correcting the boxes of a set of pictures. */
export function AnnotateScreen() {
  const stride = useStride();
  const open = useStore(stride.quality, (state) => state.open);
  const isEngineReady = useStore(stride.backend, ({ phase }) => phase === 'ready');
  useEffect(() => {
    if (isEngineReady) void listDetectors(stride);
  }, [stride, isEngineReady]);
  useEffect(() => () => void stopDetection(stride), [stride]);
  return open.phase === 'open' ? (
    <Annotating key={open.set.id} set={open.set} />
  ) : (
    <OpenPictures
      icon={SquareDashedMousePointer}
      title="Draw boxes on your own pictures"
      text="Choose a folder, pictures or a zip. Annotations that lie beside them come along: COCO JSON, Pascal VOC XML or YOLO text."
    />
  );
}
