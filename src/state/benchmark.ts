/**
 * Measures this device on an engine of its own, in a worker of its own: what is on the device of the engine that trains
 * stays as it is, and all that the benchmark took is given back with the worker.
 */
import type { Engine } from '#protocol/engine.ts';
import { noProgress } from './benchmark-store.ts';
import { faultOf, isTraining } from './engine-events.ts';
import type { Stride } from './stride.ts';

/** An engine besides the one that trains, until it is closed. */
export interface SpareEngine {
  readonly engine: Engine;
  close(): void;
}

/** Why the benchmark cannot be run now, as a sentence; null where it can. */
export function benchmarkObstacle(stride: Stride): string | null {
  const backend = stride.backend.getState();
  if (isTraining(stride)) return 'A network is being trained; the benchmark would take its device. Stop the run first.';
  if (backend.phase !== 'ready') return 'The engine is not ready.';
  if (backend.report.name === 'webgpu') return null;
  return 'The benchmark compares programs for WebGPU, and the engine does not run on it here.';
}

/** Measures what the store's scope names. Never rejects: what went wrong stands in the store. */
export async function runBenchmark(stride: Stride): Promise<void> {
  const { benchmark: store } = stride;
  if (store.getState().phase !== 'idle' || benchmarkObstacle(stride) !== null) return;
  const spare = stride.openSpareEngine();
  const { engine } = spare;
  store.setState({ phase: 'running', progress: noProgress, rows: [], report: null, fault: null, engine });
  try {
    await engine.listen((event) => {
      if (event.type !== 'benchmark') return;
      const { current, done, millisecondsLeft, row } = event;
      store.setState(({ rows }) => ({
        progress: { current, done, millisecondsLeft },
        rows: row === null ? rows : [...rows, row],
      }));
    });
    await engine.start();
    if (store.getState().phase === 'stopping') return;
    const report = await engine.benchmark.run({ scope: store.getState().scope, withWebgl: true });
    store.setState({ report, rows: report.rows });
  } catch (thrown) {
    store.setState({ fault: faultOf(thrown) });
  } finally {
    spare.close();
    store.setState({ phase: 'idle', engine: null });
  }
}

/** Ends the benchmark behind the call under way, keeping what was measured. */
export async function stopBenchmark({ benchmark }: Stride): Promise<void> {
  const { engine, phase } = benchmark.getState();
  if (engine === null || phase !== 'running') return;
  benchmark.setState({ phase: 'stopping' });
  await engine.benchmark.stop();
}
