/** Kernels at the shapes of the lecture's and of published networks, ours and tfjs's in turn: the app's own runner. */
import { startWebgpu } from '#engine/backend/webgpu.ts';
import { planKernels } from '#engine/benchmark/benchmark-plan.ts';
import { kernelCases } from '#engine/benchmark/kernel-cases.ts';
import { runBenchmark } from '#engine/benchmark/run-benchmark.ts';
import type { BenchmarkReport } from '#protocol/benchmark.ts';
import { millisecondsText, ratioText, timesFaster } from '#state/benchmark-text.ts';

export interface KernelsRequest {
  readonly lectureBatches: readonly number[];
  /** Only kernels whose network or name holds this, in any case. */
  readonly only: string;
  readonly rounds: number;
  /** On a software adapter, kernels of published networks with more operations are left out. */
  readonly softwareFlops: number;
}

async function measureKernels({
  lectureBatches,
  only,
  rounds,
  softwareFlops,
}: KernelsRequest): Promise<BenchmarkReport> {
  const { webgpu, adapter, isSoftware } = await startWebgpu({
    lost: () => undefined,
    failed: (message) => console.error(message),
  });
  if (webgpu === null) throw new Error('Kernels are measured on WebGPU.');
  const wanted = kernelCases(lectureBatches).filter(({ network, name }) =>
    `${network}, ${name}`.toLowerCase().includes(only.toLowerCase()),
  );
  return runBenchmark(planKernels(wanted, isSoftware ? softwareFlops : Number.POSITIVE_INFINITY), {
    webgpu,
    adapter,
    isSoftware,
    effort: { rounds, budget: 3000, least: Math.min(rounds, 3) },
    signal: new AbortController().signal,
    emit: ({ row }) => {
      if (row === null) return;
      const { stride, stock } = row.milliseconds;
      const times = `${millisecondsText(stock)} ms, ours ${millisecondsText(stride)} ms`;
      console.info(`${row.network}, ${row.name}, batch ${row.batch}: ${times}, ${ratioText(timesFaster(row))}`);
    },
  });
}

Object.assign(window, { measureKernels });
