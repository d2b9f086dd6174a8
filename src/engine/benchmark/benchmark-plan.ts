/** What a benchmark measures, how heavy each measurement is, and what is left out on a processor. */
import { formatFlops } from '#base/format.ts';
import { templates } from '#graph/templates/index.ts';
import type { Optimizer } from '#graph/training/training-settings.ts';
import type { BenchmarkReport, BenchmarkScope } from '#protocol/benchmark.ts';
import type { KernelCase } from './kernel-case.ts';
import { kernelCases, lectureKernels, lectureOptimizers } from './kernel-cases.ts';
import { type StepCase, stepFlops } from './open-step-case.ts';

export type Measurement = { readonly name: string; readonly flops: number } & (
  | { readonly kind: 'kernel'; readonly kernel: KernelCase }
  | { readonly kind: 'step'; readonly step: StepCase }
);

export interface Plan {
  readonly measurements: readonly Measurement[];
  readonly omitted: BenchmarkReport['omitted'];
}

const adam: Optimizer = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
const sgd: Optimizer = { name: 'sgd', momentum: 0, nesterov: false };
const batch = 50;
/** Of the templates besides the first where the processor plays the graphics card. */
const softwareBatch = 8;
/** What stock kernels compute in some seconds on a processor. */
const softwareFlops = 0.3e9;

/** `scope` as the protocol has it; the published networks' heaviest kernels are left out on a software adapter. */
export function planBenchmark(scope: BenchmarkScope, isSoftware: boolean): Plan {
  const [lecture, ...others] = templates;
  const steps: StepCase[] = [];
  if (lecture) for (const optimizer of [adam, sgd]) steps.push({ template: lecture, batch, optimizer });
  if (scope === 'whole') {
    for (const template of others) steps.push({ template, batch: isSoftware ? softwareBatch : batch, optimizer: adam });
  }
  const kernels =
    scope === 'whole'
      ? kernelCases(isSoftware ? [batch] : [batch, 256])
      : [...lectureKernels(batch), ...lectureOptimizers(batch)];
  const plan = planKernels(kernels, isSoftware ? softwareFlops : Number.POSITIVE_INFINITY);
  // The quickest kinds first: something is to be seen at once.
  return { ...plan, measurements: [...plan.measurements, ...steps.map(stepMeasurement)] };
}

/** These kernels, those of published networks with more than `mostFlops` left out. */
export function planKernels(kernels: readonly KernelCase[], mostFlops: number): Plan {
  const isLeftOut = ({ flops, network }: KernelCase) => flops > mostFlops && network !== templates[0]?.name;
  const nameOf = ({ network, name }: KernelCase) => `${network}, ${name}`;
  return {
    measurements: kernels
      .filter((kernel) => !isLeftOut(kernel))
      .map((kernel): Measurement => ({ kind: 'kernel', name: nameOf(kernel), flops: kernel.flops, kernel })),
    omitted: kernels.filter(isLeftOut).map((kernel) => ({
      name: nameOf(kernel),
      reason: `${formatFlops(kernel.flops)} are too many for TensorFlow.js on a processor.`,
    })),
  };
}

function stepMeasurement(step: StepCase): Measurement {
  const { template, optimizer } = step;
  const name = `${template.name}, training step, ${optimizerLabels[optimizer.name] ?? optimizer.name}`;
  return { kind: 'step', name, flops: stepFlops(step), step };
}

export const optimizerLabels: Readonly<Record<string, string>> = { adam: 'Adam', sgd: 'SGD' };
