import { Pause, Play } from 'lucide-react';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { Button } from '../../kit/Button.tsx';
import { RangeSlider } from '../RangeSlider.tsx';
import { SamplePicker } from './SamplePicker.tsx';
import { SeedSlider } from './SeedSlider.tsx';
import { type SamplePreview, shownEpochs } from './use-sample-preview.ts';

/** Which sample, which epoch, which seed. */
export function PreviewControls({ info, shown }: { readonly info: DatasetInfo; readonly shown: SamplePreview }) {
  const { epoch, setEpoch, isPlaying, setPlaying, mayMove } = shown;
  return (
    <div className="flex min-w-0 max-w-md flex-1 flex-col gap-3">
      <SamplePicker info={info} />
      <RangeSlider
        label="Epoch"
        values={[epoch + 1]}
        min={1}
        max={shownEpochs.length}
        step={1}
        shown={`${epoch + 1} of ${shownEpochs.length}`}
        onChange={([chosen = 1]) => {
          setPlaying(false);
          setEpoch(chosen - 1);
        }}
      />
      {mayMove && (
        <div>
          <Button size="small" icon={isPlaying ? Pause : Play} onClick={() => setPlaying(!isPlaying)}>
            {isPlaying ? 'Pause the epochs' : 'Play the epochs'}
          </Button>
        </div>
      )}
      <SeedSlider />
    </div>
  );
}
