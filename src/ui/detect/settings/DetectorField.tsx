import { RotateCcw } from 'lucide-react';
import { useStore } from 'zustand';
import { formatBytes } from '#base/format.ts';
import type { DetectorInfo } from '#protocol/detection.ts';
import { detectorJob, loadDetector } from '#state/detection.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { ProgressBar } from '../../kit/ProgressBar.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useStride } from '../../stride-context.ts';

const origins: Readonly<Record<DetectorInfo['origin'], string>> = {
  embedded: 'ships with Stride',
  hosted: 'download',
  own: 'your file',
};

function optionLabel({ name, origin, bytes }: DetectorInfo): string {
  const size = bytes !== null && origin === 'hosted' ? ` ${formatBytes(bytes)}` : '';
  return `${name} (${origins[origin]}${size})`;
}

export interface DetectorFieldProps {
  /** Whether something is on show, which a newly chosen detector is to look at at once. */
  readonly isRunning: boolean;
}

/** Which detector looks; what it is; how far it is loaded. */
export function DetectorField({ isRunning }: DetectorFieldProps) {
  const stride = useStride();
  const { detection } = stride;
  const detectors = useStore(detection, (state) => state.detectors);
  const chosen = useStore(detection, (state) => state.chosen);
  const detector = useStore(detection, (state) => state.detector);
  const info = detectors.find(({ id }) => id === chosen);

  const choose = (id: string) => {
    // A download begins when its detector is to be used, and never before.
    if (isRunning) void loadDetector(stride, id);
    else detection.setState({ chosen: id, detector: { phase: 'none' } });
  };
  return (
    <div className="flex flex-col gap-2">
      <SelectField
        label="Detector"
        value={chosen}
        options={
          detectors.length > 0
            ? detectors.map((each) => ({ value: each.id, label: optionLabel(each) }))
            : [{ value: chosen, label: 'Loading the list…' }]
        }
        onChange={choose}
        help={
          info
            ? `${info.classNames.length} classes, input ${info.inputSize.height} × ${info.inputSize.width}. ${info.licence}`
            : undefined
        }
      />
      {detector.phase === 'loading' && <Loading />}
      {detector.phase === 'failed' && (
        <Callout
          tone="error"
          title={detector.fault.message}
          actions={
            <Button size="small" icon={RotateCcw} onClick={() => void loadDetector(stride, detector.id)}>
              Try again
            </Button>
          }
        >
          {detector.fault.remedy}
        </Callout>
      )}
    </div>
  );
}

function Loading() {
  const { weights, engine } = useStride();
  const progress = useStore(weights, ({ downloads }) => downloads[detectorJob]?.progress ?? null);
  const share = progress?.total ? progress.done / progress.total : null;
  const text = progress
    ? `${formatBytes(progress.done)}${progress.total ? ` of ${formatBytes(progress.total)}` : ''}`
    : 'Making it ready';
  return (
    <div className="flex items-center gap-2">
      <ProgressBar label="Loading the detector" value={share} text={text} className="flex-1" />
      {progress && (
        <Button size="small" variant="ghost" onClick={() => void engine.weights.cancel(detectorJob)}>
          Cancel
        </Button>
      )}
    </div>
  );
}
