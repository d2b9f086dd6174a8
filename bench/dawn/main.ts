/**
 * `npm run bench:dawn`: our kernels beside tfjs's in Node, on any Vulkan device: a table on the terminal, a line for each
 * thing that was aimed at, and JSON in bench/results. `-- --only="lecture cnn"` measures these cases alone, `--only=forms`
 * the forms of products alone, `--quick` takes a short look. `STRIDE_KERNEL_CASES=10` checks the forms on fewer shapes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { benchmarkText, millisecondsText, ratioText, timesFaster } from '#state/benchmark-text.ts';
import { type Aim, aimLine } from '../part.ts';
import { openDevice } from './open-device.ts';

/** One round is enough where tfjs alone takes seconds a call. */
const careful = { rounds: 7, budget: 8000, least: 1 } as const;
const quick = { rounds: 2, budget: 2000, least: 2 } as const;

function keep(results: unknown): void {
  const folder = resolve(import.meta.dirname, '../results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, 'kernels-dawn.json'), `${JSON.stringify(results, null, 2)}\n`);
}

export async function main(parameters: readonly string[]): Promise<void> {
  const isQuick = parameters.includes('--quick');
  const only = parameters.find((parameter) => parameter.startsWith('--only='))?.slice('--only='.length) ?? '';
  const shapes = Number(process.env.STRIDE_KERNEL_CASES ?? (isQuick ? 10 : 200));
  openDevice();
  // tfjs looks for navigator.gpu when it is loaded.
  const { startWebgpu } = await import('#engine/backend/webgpu.ts');
  const { runBenchmark } = await import('#engine/benchmark/run-benchmark.ts');
  const { finishWork } = await import('../kernels/measure.ts');
  const { planDawn } = await import('./plan.ts');
  const { measureConstancy } = await import('./constancy.ts');
  const { measureForms } = await import('./forms.ts');
  const { aimsOf } = await import('./aims.ts');
  const fail = (message: string) => console.error(message);
  const { webgpu, adapter, isSoftware } = await startWebgpu({
    lost: () => fail('The device was lost.'),
    failed: fail,
  });
  if (!webgpu) throw new Error('Dawn opened no device.');
  // Asked for alone, the forms need no benchmark of anything else.
  if (only === 'forms') {
    for (const aim of await measureForms(webgpu, shapes)) console.log(aimLine(aim));
    return;
  }
  // tfjs takes up to eight seconds for the heaviest on a processor.
  const mostFlops = isQuick && isSoftware ? 1e9 : Number.POSITIVE_INFINITY;
  const plan = planDawn({ batches: isQuick ? [50] : [50, 256], only, mostFlops }, isSoftware);
  const report = await runBenchmark(plan, {
    webgpu,
    adapter,
    isSoftware,
    effort: isQuick ? quick : careful,
    signal: new AbortController().signal,
    // Something is to be seen while it runs; the table comes at the end.
    emit: ({ row }) => {
      if (!row) return;
      const { stock, stride } = row.milliseconds;
      console.error(
        `${row.network}, ${row.name}, batch ${row.batch}: ${millisecondsText(stock)} → ${millisecondsText(stride)} ms, ${ratioText(timesFaster(row))}`,
      );
    },
  });
  const platform = `Dawn in Node ${process.versions.node}`;
  console.log(benchmarkText(report, platform, new Date().toISOString().slice(0, 'yyyy-mm-dd'.length)));
  const aims = [...aimsOf(report)];
  const tell = (more: readonly Aim[]) => {
    for (const aim of more) console.log(aimLine(aim));
  };
  tell(aims);
  if (only !== '') return;
  if (!isQuick) keep({ ...report, aims });
  for (const measureMore of [
    () => measureConstancy(isQuick ? 100 : 1000, () => finishWork(webgpu)),
    () => measureForms(webgpu, shapes),
  ]) {
    const more = await measureMore();
    tell(more);
    aims.push(...more);
  }
  if (!isQuick) keep({ ...report, aims });
}
