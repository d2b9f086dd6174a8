import { Play, Square } from 'lucide-react';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { formatDuration } from '#base/format.ts';
import type { BenchmarkScope } from '#protocol/benchmark.ts';
import { benchmarkObstacle, runBenchmark, stopBenchmark } from '#state/benchmark.ts';
import type { BenchmarkState } from '#state/benchmark-store.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { ProgressBar } from '#ui/kit/ProgressBar.tsx';
import { SelectField } from '#ui/kit/SelectField.tsx';
import { useStride } from '#ui/stride-context.ts';
import { BenchmarkResults } from './BenchmarkResults.tsx';

const scopes: readonly { readonly value: BenchmarkScope; readonly label: string }[] = [
  { value: 'lecture', label: 'The lecture’s network (a minute or two)' },
  { value: 'whole', label: 'All templates and published networks (many minutes)' },
];

export interface BenchmarkDialogProps {
  onClose(): void;
}

/** Runs the bench on the visitor’s own device and shows what it measured. Closing it ends the measuring. */
export function BenchmarkDialog({ onClose }: BenchmarkDialogProps) {
  const stride = useStride();
  const state = useStore(stride.benchmark);
  const obstacle = useObstacle();
  const isSoftware = useStore(
    stride.backend,
    (backend) => backend.phase === 'ready' && backend.report.name === 'webgpu' && backend.report.isSoftware,
  );
  const isIdle = state.phase === 'idle';
  useEffect(() => () => void stopBenchmark(stride), [stride]);
  return (
    <Dialog title="Benchmark" open onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p className="text-ink-muted">
          Runs the same work by Stride’s own GPU programs and by TensorFlow.js’s, in turns, on this device: single
          kernels and whole training steps. Your network and its weights stay as they are: the benchmark runs apart from
          them, and gives back all the memory that it takes.
        </p>
        {isSoftware && (
          <Callout tone="warning" title="This is a software adapter">
            The processor plays the graphics card here. The ratios hold for this machine; they say nothing about a
            graphics card, and the times are many times longer.
          </Callout>
        )}
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-60 flex-1">
            <SelectField
              label="What is measured"
              value={state.scope}
              options={scopes}
              disabled={!isIdle}
              onChange={(scope) => stride.benchmark.setState({ scope })}
            />
          </div>
          {isIdle ? (
            <Button
              variant="primary"
              icon={Play}
              disabled={obstacle !== null}
              onClick={() => void runBenchmark(stride)}
            >
              {state.rows.length > 0 ? 'Run again' : 'Run'}
            </Button>
          ) : (
            <Button icon={Square} disabled={state.phase === 'stopping'} onClick={() => void stopBenchmark(stride)}>
              {state.phase === 'stopping' ? 'Stopping…' : 'Stop'}
            </Button>
          )}
        </div>
        {obstacle !== null && <Callout tone="info">{obstacle}</Callout>}
        {!isIdle && <Progress state={state} />}
        {state.fault && (
          <Callout tone="error" title={state.fault.message}>
            {state.fault.remedy}
          </Callout>
        )}
        {state.rows.length > 0 && <BenchmarkResults rows={state.rows} report={state.report} />}
      </div>
    </Dialog>
  );
}

function Progress({ state: { phase, progress } }: { readonly state: BenchmarkState }) {
  const { done, millisecondsLeft, current } = progress;
  const left = millisecondsLeft === null ? 'reckoning the time' : `about ${formatDuration(millisecondsLeft)} left`;
  const what = current === '' ? 'Starting a device of its own…' : `Measuring ${current}`;
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar label="Benchmark progress" value={done} text={left} />
      <p role="status" className="truncate text-ink-muted text-label">
        {phase === 'stopping' ? 'Ends behind the measurement under way.' : what}
      </p>
    </div>
  );
}

function useObstacle(): string | null {
  const stride = useStride();
  const subscribe = useCallback(
    (notify: () => void) => {
      const stops = [stride.backend.subscribe(notify), stride.training.subscribe(notify)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    [stride],
  );
  return useSyncExternalStore(subscribe, () => benchmarkObstacle(stride));
}
