import { useStore } from 'zustand';
import { useMediaQuery } from '../build/use-media-query.ts';
import { DatasetFailure } from '../data/DatasetFailure.tsx';
import { Panel } from '../kit/Panel.tsx';
import { Skeleton } from '../kit/Skeleton.tsx';
import { useStride } from '../stride-context.ts';
import { PreviewPanel } from './preview/PreviewPanel.tsx';
import { TransformsPanel } from './transforms/TransformsPanel.tsx';

/** Trying transforms out on the document's pictures: the transforms at the left, what the network sees at the right. */
export function AugmentWorkspace() {
  const stride = useStride();
  const state = useStore(stride.dataset);
  const isWide = useMediaQuery('(min-width: 900px)');
  if (state.phase === 'failed') {
    return (
      <Panel label="What the network sees" scroll>
        <DatasetFailure message={state.message} remedy={state.remedy} className="m-3" />
      </Panel>
    );
  }
  if (state.phase !== 'ready') {
    return (
      <Panel label="What the network sees" scroll>
        <div className="p-4">
          <p className="sr-only">The data set is loading.</p>
          <Skeleton className="h-72 w-full" />
        </div>
      </Panel>
    );
  }
  if (!isWide) {
    return (
      <div className="flex h-full flex-col gap-2 overflow-y-auto overflow-x-hidden">
        <PreviewPanel info={state.info} scroll={false} />
        <TransformsPanel info={state.info} scroll={false} />
      </div>
    );
  }
  return (
    <div className="flex h-full min-h-0">
      <div className="w-84 shrink-0 border-line border-r">
        <TransformsPanel info={state.info} scroll />
      </div>
      <div className="min-w-0 flex-1">
        <PreviewPanel info={state.info} scroll />
      </div>
    </div>
  );
}
