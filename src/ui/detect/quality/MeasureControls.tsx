import { CircleStop, Gauge, RotateCcw } from 'lucide-react';
import { useStore } from 'zustand';
import { formatCount, formatDuration } from '#base/format.ts';
import { forgetMeasured, measureQuality, picturesToMeasure, stopMeasuring } from '#state/quality-run.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { ProgressBar } from '../../kit/ProgressBar.tsx';
import { useStride } from '../../stride-context.ts';

/** Begin, go on, stop; how far it is and how long it takes. */
export function MeasureControls() {
  const stride = useStride();
  const { quality } = stride;
  const measuring = useStore(quality, (state) => state.measuring);
  const total = useStore(quality, (state) => picturesToMeasure(state).length);
  const measured = useStore(
    quality,
    (state) => picturesToMeasure(state).filter((place) => state.detections.has(place)).length,
  );
  const unreadable = useStore(quality, (state) => state.unreadable);
  const measuredBy = useStore(quality, (state) => state.measuredBy);
  const chosen = useStore(stride.detection, (state) => state.chosen);
  const fault = useStore(quality, (state) => state.fault);
  const isIdle = measuring.phase === 'idle';
  const isAnother = measuredBy !== null && measuredBy.id !== chosen;
  const left = isAnother ? total : total - measured - unreadable.length;
  const isDone = !isAnother && measured > 0 && left <= 0;
  const isPartial = !isAnother && measured > 0 && left > 0;

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {!isIdle && (
          <Button
            icon={CircleStop}
            disabled={measuring.phase !== 'running' || measuring.isStopping}
            onClick={() => stopMeasuring(stride)}
          >
            Stop
          </Button>
        )}
        {isIdle && !isDone && (
          <Button variant="primary" icon={Gauge} disabled={left <= 0} onClick={() => void measureQuality(stride)}>
            {isPartial ? `Go on with ${formatCount(left)} pictures` : 'Measure'}
          </Button>
        )}
        {isIdle && (isDone || isPartial) && (
          <Button
            variant={isDone ? 'secondary' : 'ghost'}
            icon={RotateCcw}
            onClick={() => {
              forgetMeasured(stride);
              void measureQuality(stride);
            }}
          >
            Measure again
          </Button>
        )}
        <p role="status" aria-label="Measurement" className="text-ink-muted text-label">
          {measuring.phase === 'starting' && 'Loading the detector.'}
          {measuring.phase === 'evaluating' && 'Computing the figures.'}
          {measuring.phase === 'running' && measuring.isStopping && 'Stopping after this picture.'}
          {isIdle &&
            measuredBy !== null &&
            `${formatCount(measured)} of ${formatCount(total)} annotated pictures looked at by ${measuredBy.name}.`}
          {isIdle && measuredBy === null && total === 0 && 'No picture has annotations yet: draw some first.'}
        </p>
      </div>
      {measuring.phase === 'running' && (
        <ProgressBar
          label="Measuring"
          value={measuring.total > 0 ? measuring.done / measuring.total : null}
          text={`${formatCount(measuring.done)} of ${formatCount(measuring.total)}${
            measuring.timeLeft === null ? '' : `, ${formatDuration(measuring.timeLeft)} left`
          }`}
        />
      )}
      {fault && (
        <Callout tone="error" title={fault.message}>
          {fault.remedy}
        </Callout>
      )}
      {unreadable.length > 0 && (
        <Callout tone="warning" title={`${formatCount(unreadable.length)} pictures could not be looked at`}>
          <ul>
            {unreadable.slice(0, 20).map(({ picture, reason }) => (
              <li key={picture}>{reason}</li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  );
}
