import { ChevronLeft, ChevronRight, Dices } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { Badge } from '../../kit/Badge.tsx';
import { IconButton } from '../../kit/IconButton.tsx';
import { NumberField } from '../../kit/NumberField.tsx';
import { useSamples } from '../../pixels/use-samples.ts';
import { useStride } from '../../stride-context.ts';

/** Which picture of the data set is looked at. */
export function SamplePicker({ info }: { readonly info: DatasetInfo }) {
  const stride = useStride();
  const sample = useStore(stride.augment, (state) => Math.min(state.sample, info.sampleCount - 1));
  const indices = useMemo(() => [sample], [sample]);
  const [shown] = useSamples(info, indices);
  const choose = (index: number) => stride.augment.setState({ sample: (index + info.sampleCount) % info.sampleCount });
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="w-36">
        <NumberField
          label={`Sample of ${formatCount(info.sampleCount)}`}
          value={sample + 1}
          min={1}
          max={info.sampleCount}
          integer
          onChange={(number) => choose(number - 1)}
        />
      </div>
      <div className="flex items-center gap-1">
        <IconButton label="Previous sample" icon={ChevronLeft} onClick={() => choose(sample - 1)} />
        <IconButton label="Next sample" icon={ChevronRight} onClick={() => choose(sample + 1)} />
        <IconButton
          label="Any sample"
          icon={Dices}
          onClick={() => choose(Math.floor(Math.random() * info.sampleCount))}
        />
      </div>
      <span className="flex h-9 items-center pointer-coarse:h-11">
        {shown && shown.index === sample && <Badge>class {shown.className}</Badge>}
      </span>
    </div>
  );
}
