import { PixelCanvas } from '../../pixels/PixelCanvas.tsx';
import { rankClasses } from './rank-classes.ts';
import type { PredictionState } from './use-prediction.ts';

/** The picture as the network sees it, and its answer in one word. */
export function NetworkView({ state }: { readonly state: PredictionState }) {
  const prediction = state.phase === 'predicted' ? state.prediction : null;
  const seen = prediction?.seen;
  return (
    <figure className="flex flex-col gap-1.5">
      {seen ? (
        <PixelCanvas
          picture={seen}
          label={`The picture as the network sees it, ${seen.width} × ${seen.height} pixels`}
          className="size-24 rounded-small border border-line-strong object-contain"
        />
      ) : (
        <div className="size-24 rounded-small border border-line-strong border-dashed" />
      )}
      <figcaption className="text-caption text-ink-faint">
        As the network sees it{seen ? `, ${seen.width} × ${seen.height}` : ''}
      </figcaption>
      {prediction && (
        <p className="mt-2 text-caption text-ink-faint">
          It says
          <span className="block truncate font-semibold text-[2.5rem] text-ink leading-[3rem]">
            {rankClasses(prediction)[0]?.name}
          </span>
          in {prediction.milliseconds.toFixed(0)} ms
        </p>
      )}
    </figure>
  );
}
