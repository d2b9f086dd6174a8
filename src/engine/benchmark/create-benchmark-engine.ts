import { StrideError } from '#base/errors.ts';
import type { BenchmarkEngine } from '#protocol/benchmark.ts';
import type { EngineHost } from '../engine-host.ts';
import type { RunControl } from '../training/run-control.ts';

/** Enough for medians, and over in a minute or two on a graphics card. */
const effort = { rounds: 7, budget: 2500, least: 3 } as const;

/** The engine's answers on how fast its kernels are beside TensorFlow.js's. */
export function createBenchmarkEngine({ session, emit }: EngineHost): BenchmarkEngine {
  let measuring: RunControl | null = null;
  let isStopWanted = false;
  return {
    async run({ scope, withWebgl }) {
      isStopWanted = false;
      const held = await session();
      return held.exclusively(async (control, { webgpu, report }) => {
        measuring = control;
        // Asked before the device was ready.
        if (isStopWanted) void control.stop();
        const { signal } = control;
        if (webgpu === null) {
          throw new StrideError({
            code: 'benchmark-unavailable',
            message: 'The benchmark compares programs for WebGPU, and the engine does not run on it here.',
            remedy: 'Open Stride in a browser with WebGPU, such as Chrome or Edge.',
          });
        }
        const [{ planBenchmark }, { runBenchmark }] = await Promise.all([
          import('./benchmark-plan.ts'),
          import('./run-benchmark.ts'),
        ]);
        const { adapter, isSoftware } = report;
        const surroundings = { webgpu, adapter, isSoftware, effort, withWebgl, signal, emit };
        return runBenchmark(planBenchmark(scope, isSoftware), surroundings);
      });
    },
    async stop() {
      isStopWanted = true;
      await measuring?.stop();
    },
  };
}
