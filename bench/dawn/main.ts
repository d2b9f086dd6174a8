/** `npm run bench:dawn`: the kernel bench in Node, as a table on the terminal and as JSON in bench/results. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatRow, tableHeader } from '../kernels/format-row.ts';
import { openDevice } from './open-device.ts';

const numbers = (text: string | undefined, otherwise: number[]) => text?.split(',').map(Number) ?? otherwise;

export async function main(): Promise<void> {
  openDevice();
  // tfjs looks for navigator.gpu when it is loaded.
  const tf = await import('@tensorflow/tfjs');
  await import('@tensorflow/tfjs-backend-webgpu');
  const { runKernelBench } = await import('../kernels/run-kernel-bench.ts');
  await tf.setBackend('webgpu');
  console.log(tableHeader);
  const report = await runKernelBench({
    batches: numbers(process.env.BENCH_BATCHES, [50, 256]),
    repeats: 7,
    budget: 20_000,
    kernels: process.env.BENCH_KERNELS !== '0',
    onRow: (row) => console.log(formatRow(row)),
  });
  console.log(`adapter: ${report.adapter}${report.isFallbackAdapter ? ' (software)' : ''}`);
  const folder = resolve(import.meta.dirname, '../results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, 'kernels-dawn.json'), `${JSON.stringify(report, null, 2)}\n`);
}
