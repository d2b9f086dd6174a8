/** What `npm run bench:dawn` measures: the app's benchmark, with more of it, since it may take its time. */
import { type Measurement, type Plan, planBenchmark, planKernels } from '#engine/benchmark/benchmark-plan.ts';
import { kernelCases } from '#engine/benchmark/kernel-cases.ts';
import { stepFlops } from '#engine/benchmark/open-step-case.ts';

export interface Scope {
  /** Batch sizes of the lecture's network. */
  readonly batches: readonly number[];
  /** Only measurements whose name holds this text, in any case. */
  readonly only: string;
  /** Kernels of published networks with more floating-point operations are left out. */
  readonly mostFlops: number;
}

/** A step of the lecture's network at other batch sizes than the plan's own. */
function stepsAt(batches: readonly number[], steps: readonly Measurement[]): readonly Measurement[] {
  const [first] = steps;
  if (first?.kind !== 'step') return [];
  return batches
    .filter((batch) => batch !== first.step.batch)
    .map((batch): Measurement => {
      const step = { ...first.step, batch };
      return { ...first, name: `${first.name}, batch ${batch}`, flops: stepFlops(step), step };
    });
}

export function planDawn({ batches, only, mostFlops }: Scope, isSoftware: boolean): Plan {
  const steps = planBenchmark('whole', isSoftware).measurements.filter(({ kind }) => kind === 'step');
  const kernels = planKernels(kernelCases(batches), mostFlops);
  const isWanted = ({ name }: { readonly name: string }) => name.toLowerCase().includes(only.toLowerCase());
  return {
    measurements: [...steps, ...stepsAt(batches, steps), ...kernels.measurements].filter(isWanted),
    omitted: kernels.omitted.filter(isWanted),
  };
}
