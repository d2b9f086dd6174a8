/** Measures a plan, one thing after another, and leaves the device as it found it. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BenchmarkEvent, BenchmarkReport, BenchmarkRow, BenchmarkSide } from '#protocol/benchmark.ts';
import { recordCalls } from '../kernels/tuning/tunable-call.ts';
import { yieldToMessages } from '../training/event-loop.ts';
import { tuneStep } from '../training/tune-step.ts';
import { type Measurement, optimizerLabels, type Plan } from './benchmark-plan.ts';
import { countDispatches } from './count-dispatches.ts';
import { openKernelCase } from './open-kernel-case.ts';
import { openStepCase } from './open-step-case.ts';
import { type Effort, timeInTurns } from './time-in-turns.ts';
import { timeOnWebgl } from './time-on-webgl.ts';

export interface BenchmarkSurroundings {
  readonly webgpu: WebGPUBackend;
  readonly adapter: string;
  readonly isSoftware: boolean;
  readonly effort: Effort;
  /** Whether steps are timed on tfjs's WebGL backend, too, which then stays with tfjs for good. */
  readonly withWebgl?: boolean;
  readonly signal: AbortSignal;
  readonly emit: (event: BenchmarkEvent) => void;
}

/** A measurement costs something even where it computes next to nothing. */
const flopsOfOverhead = 1e8;
/** As in training, where a step is recorded while the device computes the one before. */
const stepsInRow = 3;
/** One measurement says little about the others. */
const rowsToReckonFrom = 2;

export async function runBenchmark(
  { measurements, omitted }: Plan,
  { adapter, isSoftware, emit, ...surroundings }: BenchmarkSurroundings,
): Promise<BenchmarkReport> {
  const weightOf = ({ flops }: Measurement) => flops + flopsOfOverhead;
  const total = measurements.reduce((sum, measurement) => sum + weightOf(measurement), 0);
  const started = performance.now();
  const rows: BenchmarkRow[] = [];
  let done = 0;
  let row: BenchmarkRow | null = null;
  const say = (current: string) => {
    const elapsed = performance.now() - started;
    const millisecondsLeft = rows.length >= rowsToReckonFrom ? (elapsed / done) * (total - done) : null;
    emit({ type: 'benchmark', current, done: done / total, millisecondsLeft, row });
  };
  for (const measurement of measurements) {
    if (surroundings.signal.aborted) break;
    say(measurement.name);
    await yieldToMessages();
    row = await measure(measurement, surroundings);
    if (row === null) break;
    rows.push(row);
    done += weightOf(measurement);
  }
  say('');
  return { adapter, isSoftware, rows, omitted, isComplete: rows.length === measurements.length };
}

type MeasuringParts = Pick<BenchmarkSurroundings, 'webgpu' | 'effort' | 'withWebgl' | 'signal'>;

function finishOf(webgpu: WebGPUBackend): () => Promise<unknown> {
  return () => {
    webgpu.ensureCommandEncoderReady();
    webgpu.endComputePassEncoder();
    webgpu.submitQueue();
    return webgpu.device.queue.onSubmittedWorkDone();
  };
}

/** Null where it was stopped before it said anything. */
async function measure(
  measurement: Measurement,
  { webgpu, effort, withWebgl, signal }: MeasuringParts,
): Promise<BenchmarkRow | null> {
  const open = measurement.kind === 'step' ? openStepCase(measurement.step) : openKernelCase(measurement.kernel);
  try {
    const calls = recordCalls(() => open.run('stride'));
    await tuneStep(webgpu, calls, { store: null, signal, emit: () => undefined });
    const dispatches: Partial<Record<BenchmarkSide, number>> = {};
    // At every call: the first makes the optimizer's slots, too, and the last is a step like any other.
    const run = (side: BenchmarkSide) => {
      dispatches[side] = countDispatches(() => open.run(side));
    };
    const callsInRow = measurement.kind === 'step' ? stepsInRow : 1;
    const timed = await timeInTurns({ run, finish: finishOf(webgpu), callsInRow }, effort, () => signal.aborted);
    if (timed === null) return null;
    const { milliseconds, scriptMilliseconds, rounds } = timed;
    const { kind, flops } = measurement;
    if (measurement.kind === 'kernel') {
      const { network, name, batch } = measurement.kernel;
      return { kind, network, name, batch, milliseconds, rounds, flops };
    }
    const { template, optimizer, batch } = measurement.step;
    const stepOf = (side: BenchmarkSide) => ({
      dispatches: dispatches[side] ?? 0,
      scriptMilliseconds: scriptMilliseconds[side],
    });
    const isOver = () => signal.aborted;
    const webgl = withWebgl ? await timeOnWebgl(measurement.step, effort, isOver) : null;
    return {
      kind,
      network: template.name,
      name: `training step, ${optimizerLabels[optimizer.name] ?? optimizer.name}`,
      batch,
      milliseconds,
      rounds,
      flops,
      step: { stride: stepOf('stride'), stock: stepOf('stock') },
      ...(webgl === null ? {} : { webglMilliseconds: webgl }),
    };
  } finally {
    open.close();
  }
}
