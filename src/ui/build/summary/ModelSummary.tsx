import { Table2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import { useAnalysis } from '../../stride-context.ts';
import { SummaryDialog } from './SummaryDialog.tsx';
import { summaryText } from './summary-text.ts';

/** What the network costs, in one line, and the way to the table. */
export function ModelSummary() {
  const { totals } = useAnalysis();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="flex min-h-10 min-w-0 flex-[1_1_16rem] items-center gap-2 bg-surface pr-2 pl-3">
      <p role="status" aria-label="Model summary" className="min-w-0 flex-1 text-ink text-label">
        {summaryText(totals)}
      </p>
      <Button variant="ghost" size="small" icon={Table2} onClick={() => setIsOpen(true)}>
        <span className="max-[700px]:sr-only">Summary table</span>
      </Button>
      <SummaryDialog open={isOpen} onClose={() => setIsOpen(false)} />
    </div>
  );
}
