/** The bench's table, a line a row. */
import type { BenchRow } from './run-kernel-bench.ts';

export const tableHeader = 'case                          batch    stock ms   stride ms   ratio';

export function formatRow({ name, batch, stockMs, strideMs, ratio, ...rest }: BenchRow): string {
  const columns = [
    name.padEnd(28),
    String(batch).padStart(6),
    stockMs.toFixed(1).padStart(11),
    strideMs.toFixed(1).padStart(11),
    `${ratio.toFixed(1)}×`.padStart(7),
  ];
  if (rest.gflops !== undefined) columns.push(`  ${rest.gflops.toFixed(1)} GFLOP/s`);
  if (rest.strideDispatches !== undefined) {
    columns.push(`  dispatches: stock ${rest.stockDispatches}, stride ${rest.strideDispatches}`);
  }
  return columns.join(' ');
}
