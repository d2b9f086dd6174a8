import { useStore } from 'zustand';
import type { FrameTimings } from '#protocol/detection.ts';
import { useStride } from '../../stride-context.ts';

const stages = [
  ['capture', 'Capture'],
  ['preprocess', 'Preprocess'],
  ['model', 'Model'],
  ['suppress', 'Decode + NMS'],
  ['readBack', 'Read-back'],
] as const satisfies readonly (readonly [keyof FrameTimings, string])[];

/** Below ten milliseconds the first decimal still says something. */
function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)}\u202fms`;
}

export interface PerformanceProps {
  /** Whether something is on show. */
  readonly isRunning: boolean;
}

/** How fast the loop is, and where the time goes. */
export function Performance({ isRunning }: PerformanceProps) {
  const { detection } = useStride();
  const timings = useStore(detection, ({ found }) => found?.timings ?? null);
  const rate = useStore(detection, ({ framesPerSecond }) => framesPerSecond);
  return (
    // It changes many times a second: to be looked at, not to be read out unasked.
    <div
      role="status"
      aria-label="Performance"
      aria-live="off"
      className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-0.5 text-caption text-ink-faint tabular-nums"
    >
      {timings ? (
        <>
          {/* As wide as the figures may become, so that nothing beside them moves from frame to frame. */}
          <span className="min-w-24 font-semibold text-ink text-label">
            {rate === null ? '1 frame' : `${rate < 10 ? rate.toFixed(1) : rate.toFixed(0)} frames/s`}
          </span>
          {stages.map(([stage, label]) => (
            <span key={stage} className="whitespace-nowrap">
              {label} <span className="inline-block min-w-12 text-ink-muted">{milliseconds(timings[stage])}</span>
            </span>
          ))}
        </>
      ) : (
        <span>{isRunning ? 'Looking at the first frame …' : 'Nothing is on show yet.'}</span>
      )}
    </div>
  );
}
