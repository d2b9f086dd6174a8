import { ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatCount, formatShape } from '#base/format.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { Skeleton } from '../../kit/Skeleton.tsx';
import { PixelCanvas } from '../../pixels/PixelCanvas.tsx';
import { useSamples } from '../../pixels/use-samples.ts';
import { useStride } from '../../stride-context.ts';
import { spreadIndices } from './spread-indices.ts';

const shownSamples = 10;

/** What the network learns from, at a glance, and the way to all of it. */
export function DataOverview() {
  const { backend, dataset } = useStride();
  const state = useStore(dataset);
  const hasNoEngine = useStore(backend, ({ phase }) => phase === 'failed') && state.phase === 'loading';
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold text-ink text-label">Data</h3>
      {hasNoEngine ? (
        <p className="text-ink-muted text-label">The data set comes with the engine, which could not be started.</p>
      ) : state.phase === 'failed' ? (
        <p className="text-label">
          <span className="text-danger">{state.message}</span>{' '}
          <a href="#/data" className="text-accent underline">
            See the data set
          </a>
        </p>
      ) : (
        <DataCard info={state.phase === 'ready' ? state.info : null} />
      )}
    </div>
  );
}

/** `info` is null while it loads. */
function DataCard({ info }: { readonly info: DatasetInfo | null }) {
  const sampleCount = info?.sampleCount ?? 0;
  const indices = useMemo(() => spreadIndices(sampleCount, shownSamples), [sampleCount]);
  const samples = useSamples(info, indices);
  return (
    <a
      href="#/data"
      className="group flex flex-col gap-1.5 rounded-medium border border-line bg-raised p-2.5 shadow-low transition-colors hover:border-accent"
    >
      <span className="flex items-center gap-1 font-medium text-body text-ink">
        <span className="min-w-0 flex-1 truncate">{info?.name ?? 'Loading the data set'}</span>
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-ink-faint group-hover:text-accent" />
      </span>
      <span className="text-ink-muted text-label">
        {info
          ? `${formatCount(info.sampleCount)} samples · ${formatShape(info.sampleShape)} · ${info.classNames.length} ${info.classNames.length === 1 ? 'class' : 'classes'}`
          : '…'}
      </span>
      <span aria-hidden="true" className="mt-0.5 grid grid-cols-5 gap-1">
        {Array.from({ length: info ? indices.length : shownSamples }, (_, place) => {
          const sample = samples[place];
          const key = sample?.index ?? `awaited ${place}`;
          return (
            <span key={key} className="aspect-square overflow-hidden rounded-small">
              {sample ? (
                <PixelCanvas picture={sample.picture} className="size-full object-contain" />
              ) : (
                <Skeleton className="size-full" />
              )}
            </span>
          );
        })}
      </span>
    </a>
  );
}
