import { useMediaQuery } from '../build/use-media-query.ts';
import { Panel } from '../kit/Panel.tsx';
import { TransferPanel } from '../transfer/TransferPanel.tsx';
import { ClassifyPanel } from './ClassifyPanel.tsx';
import { DownloadsPanel } from './DownloadsPanel.tsx';
import { FeaturesPanel } from './FeaturesPanel.tsx';
import { LoadPanel } from './LoadPanel.tsx';
import { NetworkTable } from './NetworkTable.tsx';

/** Networks that others trained on a million pictures: compared, loaded, and asked what they see. */
export function PretrainedWorkspace() {
  const isWide = useMediaQuery('(min-width: 1000px)');
  if (!isWide) {
    return (
      <div className="flex h-full flex-col gap-2 overflow-y-auto overflow-x-hidden">
        <LoadPanel />
        <ClassifyPanel />
        <TransferPanel />
        <Panel label="Networks">
          <div className="flex max-h-[70vh] flex-col">
            <NetworkTable />
          </div>
        </Panel>
        <DownloadsPanel />
        <FeaturesPanel />
      </div>
    );
  }
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)_minmax(320px,400px)] gap-px bg-line">
      <Panel label="Networks" className="h-full min-h-0 [&>div]:flex [&>div]:min-h-0 [&>div]:flex-1">
        <NetworkTable />
      </Panel>
      <div className="flex min-h-0 flex-col gap-px overflow-y-auto bg-surface">
        <LoadPanel />
        <ClassifyPanel />
        <TransferPanel />
        <DownloadsPanel />
        <FeaturesPanel />
      </div>
    </div>
  );
}
