import { Check, Copy } from 'lucide-react';
import { type SummaryRow, summarize } from '#graph/summary.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { useAnalysis, useProject } from '../../stride-context.ts';
import { useCopy } from '../../use-copy.ts';
import { summaryAsText, summaryCells, summaryColumns, summaryTotals } from './summary-table.ts';

export interface SummaryDialogProps {
  readonly open: boolean;
  onClose(): void;
}

/** The network as Keras's `model.summary()` prints it. */
export function SummaryDialog({ open, onClose }: SummaryDialogProps) {
  return (
    <Dialog title="Model summary" open={open} onClose={onClose}>
      {open && <SummaryContent />}
    </Dialog>
  );
}

function SummaryContent() {
  const graph = useProject((project) => project.graph);
  const analysis = useAnalysis();
  const rows = summarize(graph, analysis);
  return (
    <div className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls a table that is wider than the dialog */}
      <section aria-label="Table" tabIndex={0} className="overflow-x-auto rounded-medium border border-line">
        <table aria-label="Layers of the model" className="w-full whitespace-nowrap text-left text-label">
          <thead className="bg-sunken text-ink-muted">
            <tr>
              {summaryColumns.map((column, index) => (
                <th key={column} scope="col" className={`px-3 py-1.5 font-medium ${index === 2 ? 'text-right' : ''}`}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <SummaryLine key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <dl className="grid grid-cols-[auto_auto] gap-x-4 gap-y-1 text-label">
          {summaryTotals(analysis.totals).map(({ label, value }) => (
            <div key={label} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-ink-muted">{label}</dt>
              <dd className="text-right text-ink">{value}</dd>
            </div>
          ))}
        </dl>
        <CopyButton text={summaryAsText(rows, analysis.totals)} />
      </div>
    </div>
  );
}

function SummaryLine({ row }: { readonly row: SummaryRow }) {
  const [layer, output, parameters, connectedTo] = summaryCells(row);
  return (
    <tr>
      <th scope="row" className="px-3 py-1.5 font-medium text-ink">
        {layer}
      </th>
      <td className="px-3 py-1.5 text-ink">{output}</td>
      <td className="px-3 py-1.5 text-right text-ink">{parameters}</td>
      <td className="px-3 py-1.5 text-ink-muted">{connectedTo}</td>
    </tr>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const { isCopied, copy } = useCopy(text, 'Select the table and copy it by hand.');
  return (
    <Button icon={isCopied ? Check : Copy} onClick={() => void copy()}>
      {isCopied ? 'Copied' : 'Copy as text'}
    </Button>
  );
}
