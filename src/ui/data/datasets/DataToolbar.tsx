import { Camera, FileArchive, FolderOpen, GraduationCap, ImagePlus, type LucideIcon } from 'lucide-react';
import { useStore } from 'zustand';
import { trainOn } from '#state/library-datasets.ts';
import { shownDataset } from '#state/library-store.ts';
import { isUnderWay } from '#state/training-store.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { useProject, useStride } from '../../stride-context.ts';
import type { FilePickers } from '../import/use-file-pickers.tsx';
import { DatasetChooser } from './DatasetChooser.tsx';

export interface DataToolbarProps {
  readonly pickers: FilePickers;
  onRecord(): void;
}

/** The data set at hand, the ways to get pictures into it, and the way on to training. */
export function DataToolbar({ pickers, onRecord }: DataToolbarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Data set"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-surface px-3 py-2"
    >
      <DatasetChooser />
      <TrainOnThis />
      <div className="ml-auto grid grid-cols-[auto_auto_auto_auto] gap-1.5 max-desk:ml-0 max-desk:w-full max-desk:grid-cols-4">
        <WayIn label="Add images" short="Images" icon={ImagePlus} onClick={() => pickers.pickImages()} />
        <WayIn label="Add folder" short="Folder" icon={FolderOpen} onClick={pickers.pickFolder} />
        <WayIn label="Add zip" short="Zip" icon={FileArchive} onClick={pickers.pickZip} />
        <WayIn label="Record from webcam" short="Webcam" icon={Camera} onClick={onRecord} />
      </div>
    </div>
  );
}

interface WayInProps {
  readonly label: string;
  /** What stands below the icon on a phone, so that all ways in are one row. */
  readonly short: string;
  readonly icon: LucideIcon;
  onClick(): void;
}

function WayIn({ label, short, icon, onClick }: WayInProps) {
  return (
    <Button
      icon={icon}
      aria-label={label}
      className="max-desk:flex-col max-desk:gap-0.5 max-desk:px-1"
      onClick={onClick}
    >
      <span className="max-desk:hidden">{label}</span>
      <span className="text-caption desk:hidden">{short}</span>
    </Button>
  );
}

function TrainOnThis() {
  const stride = useStride();
  const trained = useProject(({ dataset }) => dataset);
  const id = useStore(stride.libraryState, (state) => state.open?.id);
  const count = useStore(stride.libraryState, (state) => shownDataset(state)?.description.sampleCount ?? 0);
  const isLocked = useStore(stride.training, ({ phase }) => isUnderWay(phase));
  if (id === undefined) return null;
  if (id === trained) return <Badge tone="success">The network trains on this</Badge>;
  if (count === 0) return null;
  return (
    <Button
      variant="primary"
      icon={GraduationCap}
      disabled={isLocked}
      title={isLocked ? 'Stop the run first: it trains on another data set.' : undefined}
      onClick={() => trainOn(stride, id)}
    >
      Train on this
    </Button>
  );
}
