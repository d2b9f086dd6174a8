/** The table of Keras's `model.summary()`: its cells for the screen, and the whole of it as text to copy. */
import { formatBytes, formatCount } from '#base/format.ts';
import type { GraphAnalysis } from '#graph/analysis.ts';
import type { SummaryRow } from '#graph/summary.ts';

export const summaryColumns = ['Layer (type)', 'Output Shape', 'Param #', 'Connected to'] as const;

export type SummaryCells = readonly [layer: string, output: string, parameters: string, connectedTo: string];

const bytesPerWeight = 4;

/** As Keras writes them, with `None` for the batch axis. */
export function summaryCells({ name, type, output, parameters, connectedTo }: SummaryRow): SummaryCells {
  return [
    `${name} (${type})`,
    output ? `(None, ${output.join(', ')})` : 'unknown',
    formatCount(parameters),
    connectedTo.join(', ') || '-',
  ];
}

export interface SummaryTotal {
  readonly label: string;
  readonly value: string;
}

export function summaryTotals({ parameters, trainableParameters }: GraphAnalysis['totals']): readonly SummaryTotal[] {
  const total = (label: string, count: number) => ({
    label,
    value: `${formatCount(count)} (${formatBytes(count * bytesPerWeight)})`,
  });
  return [
    total('Total params', parameters),
    total('Trainable params', trainableParameters),
    total('Non-trainable params', parameters - trainableParameters),
  ];
}

/** The table in columns of equal width, numbers to the right. */
export function summaryAsText(rows: readonly SummaryRow[], totals: GraphAnalysis['totals']): string {
  const lines = [summaryColumns, ...rows.map(summaryCells)];
  const widths = summaryColumns.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const written = lines.map((cells) =>
    cells
      .map((cell, column) => (column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const rule = '─'.repeat(Math.max(...written.map((line) => line.length)));
  const [head = '', ...body] = written;
  return [head, rule, ...body, rule, ...summaryTotals(totals).map(({ label, value }) => `${label}: ${value}`)].join(
    '\n',
  );
}
