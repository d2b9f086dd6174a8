import { RotateCcw } from 'lucide-react';
import { useMemo, useSyncExternalStore } from 'react';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { Button } from '../kit/Button.tsx';
import { Callout } from '../kit/Callout.tsx';
import { Skeleton } from '../kit/Skeleton.tsx';
import { useStride } from '../stride-context.ts';
import { SampleGrid } from './SampleGrid.tsx';
import { createSamplePages } from './sample-pages.ts';

export interface SampleBrowserProps {
  readonly info: DatasetInfo;
  /** Show this class only; null for all. */
  readonly selected: number | null;
}

export function SampleBrowser({ info, selected }: SampleBrowserProps) {
  const { engine } = useStride();
  const pages = useMemo(() => createSamplePages(info, (indices) => engine.samples(info.id, indices)), [engine, info]);
  useSyncExternalStore(pages.subscribe, pages.version);
  const fault = pages.fault();
  if (fault) {
    return (
      <Callout
        tone="error"
        title={fault.message}
        className="m-3"
        actions={
          <Button size="small" icon={RotateCcw} onClick={() => pages.retry()}>
            Try again
          </Button>
        }
      >
        {fault.remedy}
      </Callout>
    );
  }
  const indices = selected === null ? everyIndex(info.sampleCount) : pages.indicesOf(selected);
  if (indices === null) return <SamplesSkeleton />;
  return (
    // Another selection begins at its top.
    <SampleGrid key={selected} indices={indices} classNames={info.classNames} sample={pages.sample} />
  );
}

function everyIndex(length: number) {
  return { length, at: (place: number) => place };
}

export function SamplesSkeleton() {
  return (
    <div className="p-3">
      <p className="sr-only">The samples are loading.</p>
      <Skeleton className="h-72 w-full" />
    </div>
  );
}
