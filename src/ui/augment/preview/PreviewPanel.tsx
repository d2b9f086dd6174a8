import { ArrowRight, Pause, Play } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { useMediaQuery } from '../../build/use-media-query.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { Panel } from '../../kit/Panel.tsx';
import { Skeleton } from '../../kit/Skeleton.tsx';
import { PixelCanvas } from '../../pixels/PixelCanvas.tsx';
import { useProject, useStride } from '../../stride-context.ts';
import { RangeSlider } from '../RangeSlider.tsx';
import { useAugmentation } from '../use-augmentation.ts';
import { PreviewGrid } from './PreviewGrid.tsx';
import { SamplePicker } from './SamplePicker.tsx';
import { SeedSlider } from './SeedSlider.tsx';
import { useEpochsPlaying } from './use-epochs-playing.ts';
import { usePreview } from './use-preview.ts';

/** How many epochs of one sample are shown. */
const epochs = Array.from({ length: 12 }, (_, epoch) => epoch);

/** What the network sees of one sample, epoch by epoch, beside the sample itself. */
export function PreviewPanel({ info, scroll }: { readonly info: DatasetInfo; readonly scroll: boolean }) {
  const stride = useStride();
  const { graph, transforms } = useAugmentation();
  const only = useStore(stride.augment, (state) => state.only);
  const tried = useStore(stride.augment, (state) => state.seed);
  const sample = useStore(stride.augment, (state) => Math.min(state.sample, info.sampleCount - 1));
  const own = useProject((project) => project.seed);
  const request = useMemo(
    () => ({ graph, dataset: info.id, sample, seed: tried ?? own, epochs, ...(only === null ? {} : { only }) }),
    [graph, info.id, sample, tried, own, only],
  );
  const { preview, fault } = usePreview(request);
  const mayMove = !useMediaQuery('(prefers-reduced-motion: reduce)');
  const { epoch, setEpoch, isPlaying, setPlaying } = useEpochsPlaying(epochs.length, mayMove);
  const onlyType = transforms.find(({ name }) => name === only)?.type;
  const now = preview?.pictures[epoch];
  return (
    <Panel
      label="What the network sees"
      scroll={scroll}
      actions={onlyType && <Badge tone="accent">{onlyType} only</Badge>}
    >
      <div className="@container flex flex-col gap-5 p-4">
        {fault && (
          <Callout tone="error" title={fault.message}>
            {fault.remedy}
          </Callout>
        )}
        <div className="flex @2xl:flex-row flex-col gap-6">
          <div className="flex items-center gap-3">
            <Shown label="Original" picture={preview?.original} />
            <ArrowRight aria-hidden="true" className="size-5 shrink-0 text-ink-faint" />
            <Shown label={`In epoch ${epoch + 1}`} picture={now} />
          </div>
          <div className="flex min-w-0 max-w-md flex-1 flex-col gap-3">
            <SamplePicker info={info} />
            <RangeSlider
              label="Epoch"
              values={[epoch + 1]}
              min={1}
              max={epochs.length}
              step={1}
              shown={`${epoch + 1} of ${epochs.length}`}
              onChange={([chosen = 1]) => {
                setPlaying(false);
                setEpoch(chosen - 1);
              }}
            />
            {mayMove && (
              <div>
                <Button size="small" icon={isPlaying ? Pause : Play} onClick={() => setPlaying(!isPlaying)}>
                  {isPlaying ? 'Pause' : 'Play the epochs'}
                </Button>
              </div>
            )}
            <SeedSlider />
          </div>
        </div>
        <PreviewGrid
          pictures={preview?.pictures ?? null}
          epochs={epochs}
          epoch={epoch}
          onChoose={(chosen) => {
            setPlaying(false);
            setEpoch(chosen);
          }}
        />
        <p className="max-w-[70ch] text-caption text-ink-faint">
          Every epoch draws anew for every sample. These are the very pictures that training makes from this seed, by
          the same program; validation and use see the original.
        </p>
      </div>
    </Panel>
  );
}

type Shape = Parameters<typeof PixelCanvas>[0]['picture'];

function Shown({ label, picture }: { readonly label: string; readonly picture: Shape | undefined }) {
  return (
    <figure className="flex w-40 min-w-0 flex-col gap-1.5">
      {picture ? (
        <PixelCanvas
          picture={picture}
          label={label}
          className="aspect-square w-full rounded-medium border border-line bg-sunken object-contain"
        />
      ) : (
        <Skeleton className="aspect-square w-full" />
      )}
      <figcaption className="text-center text-label text-ink-muted">{label}</figcaption>
    </figure>
  );
}
