/** Kernels at the shapes of the lecture's and of published networks, ours and tfjs's in turn: the app's own runner. */
import { startWebgpu } from '#engine/backend/webgpu.ts';
import { planKernels } from '#engine/benchmark/benchmark-plan.ts';
import type { KernelCase } from '#engine/benchmark/kernel-case.ts';
import { kernelCases } from '#engine/benchmark/kernel-cases.ts';
import { runBenchmark } from '#engine/benchmark/run-benchmark.ts';
import { lectureCnn } from '#graph/templates/lecture-cnn.ts';
import type { BenchmarkReport } from '#protocol/benchmark.ts';
import { millisecondsText, ratioText, timesFaster } from '#state/benchmark-text.ts';

export interface KernelsRequest {
  /** The first is the one on a software adapter, too. */
  readonly lectureBatches: readonly number[];
  /** Only kernels whose network or name holds this, in any case. */
  readonly only: string;
  readonly rounds: number;
  /** On a software adapter, kernels of published networks with more operations are left out. */
  readonly softwareFlops: number;
}

function leftOutAt(batches: readonly number[]): BenchmarkReport['omitted'][number] {
  return {
    name: `${lectureCnn.name}, every kernel at batch ${batches.join(', ')}`,
    reason: 'a processor takes minutes for what it has shown at a smaller batch.',
  };
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
  const isWanted = ({ network, name }: KernelCase) => `${network}, ${name}`.toLowerCase().includes(only.toLowerCase());
  const [first = 50, ...more] = lectureBatches;
  const mostFlops = isSoftware ? softwareFlops : Number.POSITIVE_INFINITY;
  const wanted = kernelCases(isSoftware ? [first] : lectureBatches).filter(isWanted);
  const plan = planKernels(wanted, mostFlops);
  const hasLecture = wanted.some(({ network }) => network === lectureCnn.name);
  const leftOut = isSoftware && hasLecture && more.length > 0 ? [leftOutAt(more)] : [];
  return runBenchmark(
    { ...plan, omitted: [...plan.omitted, ...leftOut] },
    {
      webgpu,
      adapter,
      isSoftware,
      effort: { rounds, budget: 3000, least: 1 },
      signal: new AbortController().signal,
      emit: ({ row }) => {
        if (row === null) return;
        const { stride, stock } = row.milliseconds;
        const times = `${millisecondsText(stock)} ms, ours ${millisecondsText(stride)} ms`;
        console.info(`${row.network}, ${row.name}, batch ${row.batch}: ${times}, ${ratioText(timesFaster(row))}`);
      },
    },
  );
}

Object.assign(window, { measureKernels });
