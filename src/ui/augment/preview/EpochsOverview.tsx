import { Callout } from '../../kit/Callout.tsx';
import { PreviewGrid } from './PreviewGrid.tsx';
import { type SamplePreview, shownEpochs } from './use-sample-preview.ts';

/** All epochs at once, what went wrong, and what it is that is shown. */
export function EpochsOverview({ preview, epoch, setEpoch, setPlaying }: SamplePreview) {
  return (
    <>
      <PreviewGrid
        pictures={preview?.pictures ?? null}
        epochs={shownEpochs}
        epoch={epoch}
        onChoose={(chosen) => {
          setPlaying(false);
          setEpoch(chosen);
        }}
      />
      <p className="max-w-[70ch] text-caption text-ink-faint">
        Every epoch draws anew for every sample. These are the very pictures that training makes from this seed, by the
        same program; validation and use see the original.
      </p>
    </>
  );
}

/** Why there is no preview. */
export function PreviewFault({ fault }: Pick<SamplePreview, 'fault'>) {
  if (!fault) return null;
  return (
    <Callout tone="error" title={fault.message}>
      {fault.remedy}
    </Callout>
  );
}
