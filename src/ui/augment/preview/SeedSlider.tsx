import { RotateCcw } from 'lucide-react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import { Button } from '../../kit/Button.tsx';
import { useProject, useStride } from '../../stride-context.ts';
import { RangeSlider } from '../RangeSlider.tsx';

const most = 200;

/** Tries other seeds; training keeps the document's. */
export function SeedSlider() {
  const stride = useStride();
  const own = useProject(({ seed }) => seed);
  const tried = useStore(stride.augment, ({ seed }) => seed);
  const seed = tried ?? own;
  return (
    <div className="flex flex-col gap-1">
      <RangeSlider
        label="Seed"
        values={[Math.min(seed, most)]}
        min={0}
        max={most}
        step={1}
        shown={formatCount(seed)}
        onChange={([chosen = own]) => stride.augment.setState({ seed: chosen === own ? null : chosen })}
      />
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <p className="text-caption text-ink-faint">
          {seed === own
            ? 'Training draws from this seed.'
            : `Training draws from the project’s seed, ${formatCount(own)}.`}
        </p>
        {seed !== own && (
          <Button size="small" variant="ghost" icon={RotateCcw} onClick={() => stride.augment.setState({ seed: null })}>
            Back to it
          </Button>
        )}
      </div>
    </div>
  );
}
