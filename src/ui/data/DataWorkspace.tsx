import { useState } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { Button } from '../kit/Button.tsx';
import { Panel } from '../kit/Panel.tsx';
import { Skeleton } from '../kit/Skeleton.tsx';
import { useStride } from '../stride-context.ts';
import { ClassList } from './ClassList.tsx';
import { DatasetFacts } from './DatasetFacts.tsx';
import { DatasetFailure } from './DatasetFailure.tsx';
import { SampleBrowser, SamplesSkeleton } from './SampleBrowser.tsx';

/** The data set that the network learns from. */
export function DataWorkspace() {
  const stride = useStride();
  const state = useStore(stride.dataset);
  if (state.phase === 'failed') {
    return (
      <Panel label="Data set" scroll>
        <DatasetFailure message={state.message} remedy={state.remedy} className="m-3" />
      </Panel>
    );
  }
  return <Dataset info={state.phase === 'ready' ? state.info : null} />;
}

/** `info` is null while it loads. */
function Dataset({ info }: { readonly info: DatasetInfo | null }) {
  const [selected, setSelected] = useState<number | null>(null);
  const selectedName = selected === null ? undefined : info?.classNames[selected];
  const shown = selected === null ? info?.sampleCount : info?.countByClass[selected];
  return (
    <div className="flex h-full flex-col overflow-y-auto overflow-x-hidden md:flex-row md:overflow-hidden">
      <div className="shrink-0 border-line md:w-72 md:overflow-y-auto md:border-r">
        <Panel label="Data set" className="md:min-h-full">
          <div className="flex flex-col gap-4 p-3">
            {info ? <DatasetFacts info={info} /> : <Skeleton className="h-40 w-full" />}
            <div className="flex flex-col gap-1">
              <h3 className="font-semibold text-ink text-label">Classes</h3>
              {info ? (
                <ClassList info={info} selected={selected} onSelect={setSelected} />
              ) : (
                <Skeleton className="h-80 w-full" />
              )}
            </div>
            <p className="text-caption text-ink-faint">
              Stride will learn from your own pictures in a later version; for now these digits ship with it.
            </p>
          </div>
        </Panel>
      </div>
      <Panel
        label={selectedName === undefined ? 'All samples' : `Samples of class ${selectedName}`}
        scroll
        className="min-h-[70svh] flex-1 md:min-h-0"
        actions={
          <>
            {shown !== undefined && <span className="text-ink-muted text-label">{formatCount(shown)}</span>}
            {selected !== null && (
              <Button size="small" variant="ghost" onClick={() => setSelected(null)}>
                Show all
              </Button>
            )}
          </>
        }
      >
        {info ? <SampleBrowser info={info} selected={selected} /> : <SamplesSkeleton />}
      </Panel>
    </div>
  );
}
