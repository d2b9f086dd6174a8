/**
 * Our kernels against stock tfjs-backend-webgpu: each kernel and whole training steps of the lecture's CNN, in one
 * process, taking turns. Runs in Node on Dawn and in a browser alike; tfjs's WebGPU backend has to be the current one.
 */
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { registerKernels, unregisterKernels } from '../../src/engine/kernels/index.ts';
import { lectureKernelCases } from './kernel-cases.ts';
import { type OptimizerName, stockStep, strideStep } from './lecture-step.ts';
import { finishWork, measureInTurns } from './measure.ts';

export interface BenchRow {
  readonly name: string;
  readonly batch: number;
  readonly stockMs: number;
  readonly strideMs: number;
  /** Stock's time over ours: above 1 we are faster. */
  readonly ratio: number;
  /** Billions of floating-point operations a second of ours, where they are what the kernel is about. */
  readonly gflops?: number;
  readonly stockDispatches?: number;
  readonly strideDispatches?: number;
}

export interface BenchReport {
  readonly adapter: string;
  readonly isFallbackAdapter: boolean;
  readonly rows: readonly BenchRow[];
}

export interface BenchOptions {
  readonly batches: readonly number[];
  /** Most rounds of each measurement, and the milliseconds after which no further one begins. */
  readonly repeats: number;
  readonly budget: number;
  readonly kernels: boolean;
  readonly onRow?: (row: BenchRow) => void;
}

/** Dispatches that a function makes. */
async function countDispatches(backend: WebGPUBackend, run: () => void): Promise<number> {
  const { prototype } = GPUComputePassEncoder;
  const original = prototype.dispatchWorkgroups;
  let count = 0;
  prototype.dispatchWorkgroups = function (...workgroups) {
    count++;
    return original.apply(this, workgroups);
  };
  run();
  await finishWork(backend);
  prototype.dispatchWorkgroups = original;
  return count;
}

/** @throws Error when tfjs's current backend is not WebGPU. */
export async function runKernelBench(options: BenchOptions): Promise<BenchReport> {
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) throw new Error('The kernel bench needs the WebGPU backend.');
  // Small tensors would be computed on the CPU by the stock kernels.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  const rows: BenchRow[] = [];
  const add = (row: BenchRow) => {
    rows.push(row);
    options.onRow?.(row);
  };
  for (const batch of options.batches) {
    for (const { name, flops, run } of options.kernels ? lectureKernelCases(batch) : []) {
      const candidate = (prepare: () => void) => ({
        prepare,
        run: () => tf.tidy(run),
        release: (output: unknown) => tf.dispose(output as tf.Tensor),
      });
      const [stockMs = Number.NaN, strideMs = Number.NaN] = await measureInTurns(
        backend,
        [candidate(unregisterKernels), candidate(registerKernels)],
        options,
      );
      const gflops = flops === 0 ? {} : { gflops: flops / strideMs / 1e6 };
      add({ name, batch, stockMs, strideMs, ratio: stockMs / strideMs, ...gflops });
    }
    for (const optimizer of ['sgd', 'adam'] as const satisfies OptimizerName[]) {
      const stock = stockStep(batch, optimizer);
      const stride = strideStep(batch, optimizer);
      const [stockMs = Number.NaN, strideMs = Number.NaN] = await measureInTurns(
        backend,
        [
          { prepare: unregisterKernels, run: stock },
          { prepare: registerKernels, run: stride },
        ],
        options,
      );
      unregisterKernels();
      const stockDispatches = await countDispatches(backend, stock);
      registerKernels();
      const strideDispatches = await countDispatches(backend, stride);
      const name = `training step, ${optimizer}`;
      add({ name, batch, stockMs, strideMs, ratio: stockMs / strideMs, stockDispatches, strideDispatches });
    }
  }
  const { vendor, architecture, device, description, isFallbackAdapter } = backend.device.adapterInfo;
  const adapter = [...new Set([vendor, architecture, device, description])].filter(Boolean).join(' ');
  return { adapter, isFallbackAdapter, rows };
}
