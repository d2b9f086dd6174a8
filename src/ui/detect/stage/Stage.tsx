import { ScanSearch } from 'lucide-react';
import { useStore } from 'zustand';
import type { EngineFault } from '#protocol/engine.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { useStride } from '../../stride-context.ts';
import { CameraSource } from '../sources/CameraSource.tsx';
import { PictureSource } from '../sources/PictureSource.tsx';
import type { ShownMedia, Source } from '../sources/source.ts';
import { VideoSource } from '../sources/VideoSource.tsx';
import { StageMessage } from './StageMessage.tsx';

export interface StageProps {
  readonly source: Source | null;
  readonly fault: EngineFault | null;
  onMedia(media: ShownMedia | null): void;
}

/** What is looked at, large. */
export function Stage({ source, fault, onMedia }: StageProps) {
  const { detection } = useStride();
  const frameFault = useStore(detection, (state) => state.fault);
  return (
    <div className="flex min-h-72 flex-1 flex-col">
      {frameFault && (
        <p role="alert" className="shrink-0 border-line border-b bg-danger-soft px-3 py-2 text-ink">
          {frameFault.message} {frameFault.remedy}
        </p>
      )}
      {fault ? <StageMessage fault={fault} /> : <Shown source={source} onMedia={onMedia} />}
    </div>
  );
}

function Shown({ source, onMedia }: Omit<StageProps, 'fault'>) {
  switch (source?.kind) {
    case 'camera':
      return <CameraSource onMedia={onMedia} />;
    case 'video':
      return <VideoSource file={source.file} onMedia={onMedia} />;
    case 'picture':
      return <PictureSource bitmap={source.bitmap} name={source.name} onMedia={onMedia} />;
    case undefined:
      return (
        <EmptyState icon={ScanSearch} title="Point a camera at something">
          Start the webcam, choose a video or a picture, or try a sample. The detector comes with Stride: nothing is
          downloaded, and no picture leaves this computer.
        </EmptyState>
      );
  }
}
