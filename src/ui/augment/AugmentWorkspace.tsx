import { useStore } from 'zustand';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { useMediaQuery } from '../build/use-media-query.ts';
import { DatasetFailure } from '../data/DatasetFailure.tsx';
import { Panel } from '../kit/Panel.tsx';
import { Skeleton } from '../kit/Skeleton.tsx';
import { useStride } from '../stride-context.ts';
import { BeforeAfter } from './preview/BeforeAfter.tsx';
import { EpochsOverview, PreviewFault } from './preview/EpochsOverview.tsx';
import { PreviewControls } from './preview/PreviewControls.tsx';
import { PreviewPanel } from './preview/PreviewPanel.tsx';
import { useSamplePreview } from './preview/use-sample-preview.ts';
import { TransformsPanel } from './transforms/TransformsPanel.tsx';

/** Trying transforms out on the document's pictures. */
export function AugmentWorkspace() {
  const stride = useStride();
  const state = useStore(stride.dataset);
  if (state.phase === 'ready') return <Augment key={state.info.id} info={state.info} />;
  return (
    <Panel label="What the network sees" scroll>
      {state.phase === 'failed' ? (
        <DatasetFailure message={state.message} remedy={state.remedy} className="m-3" />
      ) : (
        <div className="p-4">
          <p className="sr-only">The data set is loading.</p>
          <Skeleton className="h-72 w-full" />
        </div>
      )}
    </Panel>
  );
}

/**
 * The transforms at the left, what the network sees at the right. On a phone one above the other, with the sample held in
 * view while its sliders move.
 */
function Augment({ info }: { readonly info: DatasetInfo }) {
  const isWide = useMediaQuery('(min-width: 900px)');
  const shown = useSamplePreview(info);
  if (isWide) {
    return (
      <div className="flex h-full min-h-0">
        <div className="w-84 shrink-0 border-line border-r">
          <TransformsPanel info={info} scroll />
        </div>
        <div className="min-w-0 flex-1">
          <PreviewPanel info={info} shown={shown} />
        </div>
      </div>
    );
  }
  return (
    <div className="flex h-full flex-col overflow-y-auto overflow-x-hidden">
      <section
        aria-label="What the network sees"
        className="sticky top-0 z-10 flex flex-col items-center gap-2 border-line border-b bg-surface p-3 shadow-low"
      >
        <PreviewFault fault={shown.fault} />
        <BeforeAfter {...shown} size="w-28" />
      </section>
      <TransformsPanel info={info} scroll={false} />
      <Panel label="Samples and epochs" className="mt-2">
        <div className="@container flex flex-col gap-5 p-4">
          <PreviewControls info={info} shown={shown} />
          <EpochsOverview {...shown} />
        </div>
      </Panel>
    </div>
  );
}
