import { CircleStop, Film, Images, ImageUp, Webcam } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { EngineFault } from '#protocol/engine.ts';
import { forgetFound, listDetectors, loadDetector, stopDetection } from '#state/detection.ts';
import { useMediaQuery } from '../build/use-media-query.ts';
import { ActionMenu } from '../kit/ActionMenu.tsx';
import { Button } from '../kit/Button.tsx';
import { classNames } from '../kit/class-names.ts';
import { Panel } from '../kit/Panel.tsx';
import { SwitchField } from '../kit/SwitchField.tsx';
import { useStride } from '../stride-context.ts';
import { NmsLab } from './nms-lab/NmsLab.tsx';
import { OwnDetectorDialog } from './own/OwnDetectorDialog.tsx';
import { DetectionList } from './results/DetectionList.tsx';
import { Performance } from './results/Performance.tsx';
import { ClassFilter } from './settings/ClassFilter.tsx';
import { DetectorField } from './settings/DetectorField.tsx';
import { SuppressionFields } from './settings/SuppressionFields.tsx';
import { readPicture, samplePictures } from './sources/read-picture.ts';
import type { ShownMedia, Source } from './sources/source.ts';
import { OverlayOptionsContext } from './stage/overlay-options.ts';
import { Stage } from './stage/Stage.tsx';
import { TakeAway } from './take-away/TakeAway.tsx';

/** A picture, a video or the camera, with what a detector finds in it. */
export function LiveDetection() {
  const stride = useStride();
  const isEngineReady = useStore(stride.backend, ({ phase }) => phase === 'ready');
  const isWide = useMediaQuery('(min-width: 900px)');
  const [source, setSource] = useState<Source | null>(null);
  const [media, setMedia] = useState<ShownMedia | null>(null);
  const [fault, setFault] = useState<EngineFault | null>(null);
  const [showIds, setShowIds] = useState(false);
  const [showTrails, setShowTrails] = useState(false);
  const overlay = useMemo(() => ({ showIds, showTrails }), [showIds, showTrails]);

  useEffect(() => {
    if (isEngineReady) void listDetectors(stride);
  }, [stride, isEngineReady]);
  useEffect(() => () => void stopDetection(stride), [stride]);

  const isRunning = source !== null;
  useEffect(() => {
    const { detector, chosen } = stride.detection.getState();
    if (isRunning && isEngineReady && detector.phase === 'none') void loadDetector(stride, chosen);
  }, [stride, isRunning, isEngineReady]);

  const show = useCallback(
    (next: Source | null) => {
      setFault(null);
      forgetFound(stride);
      setSource((before) => {
        if (before?.kind === 'picture') before.bitmap.close();
        return next;
      });
    },
    [stride],
  );
  const openPicture = useCallback(
    async (content: Promise<Blob>, name: string) => {
      try {
        show({ kind: 'picture', bitmap: await readPicture(await content, name), name });
      } catch (thrown) {
        show(null);
        setFault(thrown as EngineFault);
      }
    },
    [show],
  );
  const stop = () => {
    show(null);
    void stopDetection(stride);
  };

  const toolbar = (
    <SourceButtons
      source={source}
      canStop={source !== null || fault !== null}
      onCamera={() => show({ kind: 'camera' })}
      onVideo={(file) => show({ kind: 'video', file })}
      onPicture={(file) => void openPicture(Promise.resolve(file), file.name)}
      onSample={(path, name) => void openPicture(fetchBlob(path), name)}
      onStop={stop}
    />
  );
  const settings = (
    <div className="flex flex-col gap-4 p-3">
      <DetectorField isRunning={isRunning} />
      <OwnDetectorDialog />
      <SuppressionFields />
      <ClassFilter />
      <div className="flex flex-col">
        <SwitchField label="Identities" checked={showIds} onChange={setShowIds} />
        <SwitchField label="Trails" checked={showTrails} onChange={setShowTrails} />
      </div>
    </div>
  );
  return (
    <OverlayOptionsContext value={overlay}>
      <div
        className={classNames(
          isWide
            ? 'grid h-full grid-cols-[minmax(0,1fr)_20rem] gap-px bg-line'
            : 'flex h-full flex-col gap-2 overflow-y-auto overflow-x-hidden',
        )}
      >
        <section
          aria-label="Picture"
          className={classNames('flex min-w-0 flex-col bg-surface', isWide && 'min-h-0 overflow-y-auto')}
        >
          {toolbar}
          <Stage source={source} fault={fault} onMedia={setMedia} />
          <footer className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-3 py-2">
            <Performance isRunning={media !== null} />
            <TakeAway media={media} />
          </footer>
          <div className="@container border-line border-t">
            <NmsLab media={media} />
          </div>
        </section>
        <div className={classNames('flex min-w-0 flex-col bg-surface', isWide && 'min-h-0 overflow-y-auto')}>
          <Panel label="Found">
            <DetectionList />
          </Panel>
          <Panel label="Detection settings">{settings}</Panel>
        </div>
      </div>
    </OverlayOptionsContext>
  );
}

async function fetchBlob(path: string): Promise<Blob> {
  return (await fetch(path)).blob();
}

interface SourceButtonsProps {
  readonly source: Source | null;
  readonly canStop: boolean;
  onCamera(): void;
  onVideo(file: File): void;
  onPicture(file: File): void;
  onSample(path: string, name: string): void;
  onStop(): void;
}

function SourceButtons({ source, canStop, onCamera, onVideo, onPicture, onSample, onStop }: SourceButtonsProps) {
  return (
    <div
      role="toolbar"
      aria-label="Source"
      className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b p-2"
    >
      <Button
        icon={Webcam}
        variant={source ? 'secondary' : 'primary'}
        onClick={onCamera}
        disabled={source?.kind === 'camera'}
      >
        Start webcam
      </Button>
      <FileButton label="Choose video" icon={Film} accept="video/*" onFile={onVideo} />
      <FileButton label="Choose image" icon={ImageUp} accept="image/*" onFile={onPicture} />
      <ActionMenu
        label="Try a sample picture"
        icon={Images}
        showLabel
        actions={samplePictures.map(({ name, path }) => ({ label: name, onSelect: () => onSample(path, name) }))}
      />
      {/* On a phone it would take a row of its own before there is anything to stop. */}
      <Button icon={CircleStop} onClick={onStop} disabled={!canStop} className="max-desk:disabled:hidden">
        Stop
      </Button>
    </div>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly icon: typeof Film;
  readonly accept: string;
  onFile(file: File): void;
}

function FileButton({ label, icon, accept, onFile }: FileButtonProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={icon} onClick={() => picker.current?.click()}>
        {label}
      </Button>
      <input
        ref={picker}
        type="file"
        accept={accept}
        hidden
        aria-label={`${label}, file`}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
