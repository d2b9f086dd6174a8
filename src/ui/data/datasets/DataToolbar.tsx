import { Camera, FileArchive, FolderOpen, GraduationCap, ImagePlus } from 'lucide-react';
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
      <div className="ml-auto grid grid-cols-[auto_auto_auto_auto] gap-1.5 max-desk:ml-0 max-desk:w-full max-desk:grid-cols-2">
        <Button icon={ImagePlus} onClick={() => pickers.pickImages()}>
          Add images
        </Button>
        <Button icon={FolderOpen} onClick={pickers.pickFolder}>
          Add folder
        </Button>
        <Button icon={FileArchive} onClick={pickers.pickZip}>
          Add zip
        </Button>
        <Button icon={Camera} onClick={onRecord}>
          Record from webcam
        </Button>
      </div>
    </div>
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
